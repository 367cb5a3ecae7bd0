package io.detsguard.storage.dets;

import static io.detsguard.storage.dets.Encodings.binary;
import static io.detsguard.storage.dets.Encodings.integer;
import static io.detsguard.storage.dets.Encodings.object;
import static io.detsguard.storage.dets.Encodings.real;
import static io.detsguard.storage.dets.Encodings.reference;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TableFileWriterTest {

  private static List<byte[]> numbered(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> object(integer(i), binary("value " + i)))
        .toList();
  }

  private static CheckReport assertSound(byte[] table) {
    CheckReport report = TestTables.check(table);
    assertEquals(Verdict.SOUND, report.verdict(), () -> report.findings().toString());
    return report;
  }

  @Test
  void writesEmptyTablesAsErlangDoes() {
    assertArrayEquals(Corpus.bytes("empty_set.dets"), TestTables.of(TableType.SET, List.of()));
    assertArrayEquals(Corpus.bytes("empty_bag.dets"), TestTables.of(TableType.BAG, List.of()));
  }

  @Test
  void writesSlotsAndCollectionsAsErlangDoes() throws Exception {
    List<byte[]> objects = StoredObjects.of(Corpus.file("one_record.dets"));
    byte[] erlangs = Corpus.bytes("one_record.dets");
    byte[] table = TestTables.of(TableType.SET, objects);
    assertArrayEquals(
        Arrays.copyOfRange(erlangs, DetsLayout.BASE, 5455),
        Arrays.copyOfRange(table, DetsLayout.BASE, 5455));
    // Erlang leaves the padding of the last block away, this writer does not.
    assertEquals(erlangs.length + 9, table.length);
    assertSound(table);
  }

  @ParameterizedTest
  @EnumSource
  void writesTablesThatStandTheCheck(TableType type) {
    CheckReport report = assertSound(TestTables.of(type, numbered(0, 5000)));
    assertEquals(5000, report.objectsRead());
    assertEquals(5000, report.keysRead());
  }

  @Test
  void laterObjectReplacesEarlierInSet() {
    byte[] first = object(integer(1), binary("first"));
    byte[] last = object(integer(1), binary("last"));
    byte[] both = TestTables.of(TableType.SET, List.of(first, last));
    assertArrayEquals(TestTables.of(TableType.SET, List.of(last)), both);
  }

  @Test
  void equalObjectMovesToTheEndOfItsKeyInBag() {
    byte[] a = object(integer(1), binary("a"));
    byte[] b = object(integer(1), binary("b"));
    byte[] moved = TestTables.of(TableType.BAG, List.of(a, b, a));
    assertArrayEquals(TestTables.of(TableType.BAG, List.of(b, a)), moved);
    assertEquals(2, assertSound(moved).objectsRead());
  }

  @Test
  void equalObjectsStayInDuplicateBag() {
    byte[] a = object(integer(1), binary("a"));
    CheckReport report = assertSound(TestTables.of(TableType.DUPLICATE_BAG, List.of(a, a, a)));
    assertEquals(3, report.objectsRead());
    assertEquals(1, report.keysRead());
  }

  @Test
  void integerAndFloatOfOneValueAreTwoKeys() {
    CheckReport report =
        assertSound(TestTables.of(TableType.SET, List.of(object(real(1.0)), object(integer(1)))));
    assertEquals(2, report.keysRead());
  }

  @ParameterizedTest
  @CsvSource({
    // keys, min and max asked for; min, used and max written
    "0, 1, 1, 256, 256, 256",
    "0, 256, 33554432, 256, 256, 33554432",
    "0, 1000, 5000, 1024, 1024, 5120",
    "300, 256, 33554432, 256, 512, 33554432",
    "700, 256, 33554432, 256, 768, 33554432",
    "700, 256, 512, 256, 512, 512",
    "10, 4096, 8192, 4096, 4096, 8192"
  })
  void slotsSuitTheKeysWithinTheLimits(
      int keys, long min, long max, long minWritten, long used, long maxWritten) {
    TableSpec spec = new TableSpec(TableType.SET, 1, min, max);
    TableFigures figures =
        assertSound(TestTables.of(spec, numbered(0, keys), List.of())).figures().orElseThrow();
    assertEquals(new SlotCounts(minWritten, used, maxWritten), figures.slots());
  }

  @Test
  void deletedObjectsBecomeFreeBlocks() {
    TableSpec spec = TableSpec.of(TableType.SET, 1);
    byte[] table = TestTables.of(spec, numbered(0, 300), numbered(1000, 4000));
    CheckReport report = assertSound(table);
    TableFigures figures = report.figures().orElseThrow();
    assertEquals(300, report.objectsRead());
    assertEquals(3000 * 64, figures.freeBytes().orElseThrow());
    assertTrue(figures.fragmentation().orElseThrow() > 0.5);
  }

  @Test
  void buddiesThatAreFreeAreJoined() {
    TableSpec spec = TableSpec.of(TableType.SET, 1);
    byte[] table = TestTables.of(spec, List.of(), numbered(0, 4096));
    byte[] empty = TestTables.of(spec, List.of(), List.of());
    assertSound(table);
    // All was given back: the lists hold the one block of the empty table again.
    assertArrayEquals(
        Arrays.copyOfRange(empty, empty.length - 32, empty.length - 4),
        Arrays.copyOfRange(table, table.length - 32, table.length - 4));
  }

  @Test
  void keysOfUnknownOrderArePartedByMoreSlots() {
    TableSpec spec = TableSpec.of(TableType.SET, 1);
    List<byte[]> objects = IntStream.range(0, 12).mapToObj(i -> object(reference(i, 7))).toList();
    assertEquals(12, assertSound(TestTables.of(spec, objects, List.of())).objectsRead());
  }

  @Test
  void keysOfUnknownOrderAreRefusedWhenTheyMustShareSlots() {
    TableFileWriter writer = new TableFileWriter(new TableSpec(TableType.SET, 1, 256, 256));
    IntStream.range(0, 600).forEach(i -> writer.insert(object(reference(i, 7))));
    assertThrows(
        UnorderableKeysException.class, () -> writer.writeTo(OutputStream.nullOutputStream()));
  }

  @Test
  void objectWithoutTheKeyIsRefused() {
    TableFileWriter writer = new TableFileWriter(TableSpec.of(TableType.SET, 2));
    assertThrows(IllegalArgumentException.class, () -> writer.insert(object(integer(1))));
    assertThrows(IllegalArgumentException.class, () -> writer.insert(new byte[] {1, 2}));
    byte[] object = object(integer(1), integer(2));
    byte[] trailed = Arrays.copyOf(object, object.length + 1);
    assertThrows(IllegalArgumentException.class, () -> writer.insert(trailed));
  }

  @Test
  void objectsBeyondTheLimitAreRefusedBeforeAnythingIsWritten() {
    // A collection of 2^30 + 1 bytes takes a block of 2^31.
    List<EncodedObject> objects = List.of(new EncodedObject(null, 0, 1 << 30, null, 0, 1, 0));
    PlannedCollection huge =
        new PlannedCollection(0, (1L << 30) + 12, List.of(new KeyGroup(objects)));
    TableTooLargeException refusal =
        assertThrows(
            TableTooLargeException.class, () -> BlockPlan.of(5432, List.of(huge), List.of()));
    assertTrue(refusal.getMessage().contains("2097483648"), refusal.getMessage());
  }

  @Test
  void failureOfTheTargetIsPassedOn() {
    TableFileWriter writer = new TableFileWriter(TableSpec.of(TableType.SET, 1));
    numbered(0, 10).forEach(writer::insert);
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left on device");
          }
        };
    assertThrows(IOException.class, () -> writer.writeTo(full));
  }

  @Test
  void writesTheLengthItSays() throws IOException {
    TableFileWriter writer = new TableFileWriter(TableSpec.of(TableType.SET, 1));
    numbered(0, 1000).forEach(writer::insert);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertEquals(writer.writeTo(bytes), bytes.size());
  }
}
