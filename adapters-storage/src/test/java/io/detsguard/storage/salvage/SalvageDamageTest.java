package io.detsguard.storage.salvage;

import static io.detsguard.storage.dets.Encodings.binary;
import static io.detsguard.storage.dets.Encodings.integer;
import static io.detsguard.storage.dets.Encodings.object;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.TableSalvager.Candidates;
import io.detsguard.application.port.out.TableSalvager.Order;
import io.detsguard.domain.repair.ConflictRule;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.ShapeSource;
import io.detsguard.domain.repair.SkipReason;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.PatchedTable;
import io.detsguard.storage.dets.Seeds;
import io.detsguard.storage.dets.TableFileWriter;
import io.detsguard.storage.dets.TableSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done about one kind of damage at a time. */
class SalvageDamageTest {
  private static final int RECORDS = 40;

  @TempDir private Path directory;

  private static byte[] table(TableType type, int records) throws IOException {
    TableFileWriter writer = new TableFileWriter(TableSpec.of(type, 1));
    for (int i = 0; i < records; i++) {
      writer.insert(
          object(
              integer(
                  i / 2 * (type == TableType.SET ? 2 : 1) + (type == TableType.SET ? i % 2 : 0)),
              binary("value " + i)));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.writeTo(bytes);
    return bytes.toByteArray();
  }

  private Path target() {
    return directory.resolve("repaired.dets");
  }

  private Path source(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("damaged.dets"), bytes);
  }

  private RepairReport repair(byte[] bytes) throws Exception {
    return Repairs.repair(source(bytes), target());
  }

  private static PatchedTable dirty(byte[] table) {
    return new PatchedTable(table).u32(DetsLayout.CLOSED_PROPERLY_OFFSET, 0);
  }

  /** Where the collection lies to which the slot at {@code slot} points. */
  private static long collection(PatchedTable table, long slot) {
    return table.u32(slot + 4);
  }

  @ParameterizedTest
  @EnumSource(TableType.class)
  void losesNothingWhenOnlyTheHeaderDigestIsWrong(TableType type) throws Exception {
    PatchedTable table = new PatchedTable(table(type, RECORDS));
    table.u32(DetsLayout.DIGEST_OFFSET, ~table.u32(DetsLayout.DIGEST_OFFSET));
    RepairReport report = repair(table.bytes());
    assertEquals(RECORDS, report.records());
    assertEquals(type, report.shape().type());
  }

  @Test
  void readsACollectionWhoseSizeWordIsWrongByItsSlot() throws Exception {
    PatchedTable table = dirty(table(TableType.SET, RECORDS));
    table.u32(collection(table, table.usedSlots(1)[0]), 3);
    RepairReport report = repair(table.bytes());
    assertEquals(RECORDS, report.records());
    assertTrue(report.losses().isNothing());
  }

  @Test
  void readsACollectionWhoseStatusIsWrongByItsSlot() throws Exception {
    PatchedTable table = dirty(table(TableType.SET, RECORDS));
    table.u32(collection(table, table.usedSlots(1)[0]) + 4, DetsLayout.ACTIVE ^ 1);
    RepairReport report = repair(table.bytes());
    assertEquals(RECORDS, report.records());
    assertTrue(report.losses().isNothing());
  }

  @Test
  void setsRecordsOfAnInterruptedMoveAside() throws Exception {
    PatchedTable table = dirty(table(TableType.SET, RECORDS));
    long slot = table.usedSlots(1)[0];
    long old = collection(table, slot);
    table.u32(slot + 4, 0x10008).u32(old + 4, DetsLayout.FREE);
    RepairReport report = repair(table.bytes());
    long lost = report.losses().candidateRecords();
    assertTrue(lost >= 1);
    assertEquals(RECORDS - lost, report.records());
    assertEquals(old, report.losses().candidates().items().getFirst().address());
    Path aside = Path.of(report.output().orElseThrow().candidates().orElseThrow().value());
    RepairReport ofAside = Repairs.repair(aside, directory.resolve("aside.dets"));
    assertEquals(lost, ofAside.records());
  }

  @Test
  void insertsCandidatesWhenToldTo() throws Exception {
    PatchedTable table = dirty(table(TableType.SET, RECORDS));
    long slot = table.usedSlots(1)[0];
    table.u32(collection(table, slot) + 4, DetsLayout.FREE).u32(slot + 4, 0x10008);
    Order order = Repairs.order(source(table.bytes()), target());
    Order inserting =
        new Order(
            order.source(),
            order.target(),
            true,
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Candidates.INSERTED);
    RepairReport report = Repairs.report(Repairs.run(inserting));
    assertEquals(RECORDS, report.records());
    assertTrue(report.output().orElseThrow().candidates().isEmpty());
    assertFalse(report.losses().isNothing());
  }

  @Test
  void deletedRecordsStayDeleted() throws Exception {
    PatchedTable table = dirty(table(TableType.SET, RECORDS));
    long slot = table.usedSlots(1)[0];
    long old = collection(table, slot);
    table.u32(slot, 0).u32(slot + 4, 0).u32(old + 4, DetsLayout.FREE);
    RepairReport report = repair(table.bytes());
    assertTrue(report.records() < RECORDS);
    assertTrue(report.losses().isNothing());
  }

  @ParameterizedTest
  @EnumSource(TableType.class)
  void keepsTheNeighboursOfADamagedRecord(TableType type) throws Exception {
    TableFileWriter writer = new TableFileWriter(new TableSpec(type, 1, 256, 256));
    for (int i = 0; i < 2000; i++) {
      writer.insert(object(integer(i), binary("value " + i)));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.writeTo(bytes);
    PatchedTable table = dirty(bytes.toByteArray());
    long first = collection(table, table.usedSlots(1)[0]) + 8;
    long entry = type == TableType.SET ? first : first + 4;
    table.u32(entry + 4, 0xFFFFFFFFL);
    RepairReport report = repair(table.bytes());
    assertEquals(1999, report.records());
    assertEquals(1, report.losses().skipped().inAll());
    assertEquals(SkipReason.UNREADABLE_BODY, report.losses().skipped().items().getFirst().reason());
  }

  @ParameterizedTest
  @EnumSource(TableType.class)
  void readsOnBehindADamagedLength(TableType type) throws Exception {
    TableFileWriter writer = new TableFileWriter(new TableSpec(type, 1, 256, 256));
    for (int i = 0; i < 2000; i++) {
      writer.insert(object(integer(i), binary("value " + i)));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.writeTo(bytes);
    PatchedTable table = dirty(bytes.toByteArray());
    table.u32(collection(table, table.usedSlots(1)[0]) + 8, 0x7FFFFFFF);
    assertEquals(2000, repair(table.bytes()).records());
  }

  @Test
  void believesTheRecordThatASlotPointsTo() throws Exception {
    PatchedTable table = dirty(table(TableType.SET, 1));
    long slot = table.usedSlots(1)[0];
    int size = (int) table.u32(slot);
    int address = (int) table.u32(slot + 4);
    byte[] longer = Arrays.copyOf(table.bytes(), address + 2 * 64);
    System.arraycopy(longer, address, longer, address + 64, size);
    longer[address + 64 + size - 1] = 'X';
    RepairReport report = repair(longer);
    assertEquals(1, report.records());
    assertEquals(1, report.losses().conflicts().inAll());
    assertEquals(ConflictRule.SLOT, report.losses().conflicts().items().getFirst().rule());
    assertTrue(report.losses().isNothing());
  }

  @Test
  void takesTheLastRecordWhenNothingElseDecides() throws Exception {
    PatchedTable table = dirty(table(TableType.SET, 1));
    long slot = table.usedSlots(1)[0];
    int size = (int) table.u32(slot);
    int address = (int) table.u32(slot + 4);
    table.u32(slot, 0).u32(slot + 4, 0);
    byte[] longer = Arrays.copyOf(table.bytes(), address + 2 * 64);
    System.arraycopy(longer, address, longer, address + 64, size);
    longer[address + 64 + size - 1] = 'X';
    RepairReport report = repair(longer);
    assertEquals(1, report.losses().doubtful());
    byte[] repaired = Files.readAllBytes(target());
    assertTrue(
        new String(repaired, java.nio.charset.StandardCharsets.ISO_8859_1).contains("value X"));
  }

  @Test
  void findsTypeAndKeyPositionInTheRecords() throws Exception {
    TableFileWriter writer = new TableFileWriter(TableSpec.of(TableType.BAG, 2));
    for (int i = 0; i < RECORDS; i++) {
      writer.insert(object(binary("same"), integer(i), binary("value")));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.writeTo(bytes);
    PatchedTable table = new PatchedTable(bytes.toByteArray());
    table.u32(DetsLayout.TYPE_OFFSET, 77).u32(DetsLayout.KEY_POSITION_OFFSET, 1);
    RepairReport report = repair(table.bytes());
    assertEquals(new TableShape(TableType.BAG, 2), report.shape());
    assertEquals(ShapeSource.INFERRED, report.shapeSource());
    assertEquals(RECORDS, report.records());
  }

  @Test
  void anEmptyTableIsNotWrittenForOneWhoseRecordsAreAllUnreadable() throws Exception {
    PatchedTable table = dirty(table(TableType.SET, 1));
    long address = collection(table, table.usedSlots(1)[0]);
    table.u32(address + 12, 0).u32(address + 16, 0);
    RepairOutcome outcome = Repairs.run(Repairs.order(source(table.bytes()), target()));
    assertInstanceOf(RepairOutcome.NothingRecovered.class, outcome);
    assertFalse(Files.exists(target()));
  }

  @Test
  void neverOverwritesAFile() throws Exception {
    Path source = source(table(TableType.SET, RECORDS));
    Files.writeString(target(), "mine");
    Order order = Repairs.order(source, target());
    org.junit.jupiter.api.Assertions.assertThrows(
        FileAlreadyExistsException.class, () -> Repairs.run(order));
    assertEquals("mine", Files.readString(target()));
  }

  @ParameterizedTest
  @EnumSource(TableType.class)
  void answersForATableCutAtAnyByte(TableType type) throws Exception {
    byte[] table = table(type, 12);
    // What lies in front of the records is the same for all types.
    int from = type == TableType.SET ? 0 : (int) DetsLayout.fixedBytes(256);
    for (int length = from; length < table.length; length++) {
      Path source = source(Arrays.copyOf(table, length));
      RepairOutcome outcome = Repairs.run(Repairs.dryRun(source));
      if (outcome instanceof RepairOutcome.Repaired(RepairReport report)) {
        assertTrue(report.records() <= 12);
        assertTrue(report.records() == 12 || !report.losses().isNothing(), "cut at " + length);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TableType.class)
  void answersForATableWithAnyByteChanged(TableType type) throws Exception {
    byte[] table = table(type, 12);
    Random random = new Random(Seeds.next(SalvageDamageTest.class));
    for (int at = 0; at < table.length; at++) {
      if (at > DetsLayout.BASE && table[at] == 0) {
        continue; // most of a small table is pointers and slots that are not in use
      }
      byte[] damaged = table.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Path source = source(damaged);
      RepairOutcome outcome = Repairs.run(Repairs.dryRun(source));
      if (outcome instanceof RepairOutcome.Repaired(RepairReport report)) {
        assertTrue(report.records() >= 11 && report.records() <= 13, "changed at " + at);
      }
      assertArrayEquals(damaged, Files.readAllBytes(source));
    }
  }

  @Test
  void keepsRepeatedObjectsOfDuplicateBagWhoseTypeIsDamaged() throws Exception {
    byte[] table = withRepeatedObjects();
    RepairReport report = repair(new PatchedTable(table).u32(DetsLayout.TYPE_OFFSET, 2).bytes());
    assertEquals(TableType.DUPLICATE_BAG, report.shape().type());
    assertEquals(3 * RECORDS, report.records());
  }

  /** Found by the fuzzer: the new table did not stand the check. */
  @Test
  void keepsNoObjectTwiceInWhatTheHeaderCallsBag() throws Exception {
    PatchedTable bag =
        new PatchedTable(withRepeatedObjects()).u32(DetsLayout.TYPE_OFFSET, 2).withRightDigest();
    RepairReport report = repair(bag.bytes());
    assertEquals(TableType.BAG, report.shape().type());
    assertEquals(2 * RECORDS, report.records());
    assertEquals(RECORDS, report.keys());
  }

  /** Each key with two objects, one of them twice. */
  private static byte[] withRepeatedObjects() throws IOException {
    TableFileWriter writer = new TableFileWriter(TableSpec.of(TableType.DUPLICATE_BAG, 1));
    for (int i = 0; i < RECORDS; i++) {
      writer.insert(object(integer(i), binary("a")));
      writer.insert(object(integer(i), binary("b")));
      writer.insert(object(integer(i), binary("a")));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.writeTo(bytes);
    return bytes.toByteArray();
  }
}
