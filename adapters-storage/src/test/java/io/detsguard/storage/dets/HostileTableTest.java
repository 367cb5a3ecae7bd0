package io.detsguard.storage.dets;

import static io.detsguard.storage.dets.Encodings.binary;
import static io.detsguard.storage.dets.Encodings.integer;
import static io.detsguard.storage.dets.Encodings.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.ByteView;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to mislead: they cost no more time and memory than honest ones, and are found out. */
class HostileTableTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static CheckReport check(byte[] table) {
    return assertTimeout(
        PATIENCE, () -> TestTables.check(table, new CheckOptions(2, Digests.BOTH)));
  }

  private static Set<FindingKind> kinds(CheckReport report) {
    return report.findings().stream().map(finding -> finding.kind()).collect(Collectors.toSet());
  }

  private static void assertFound(byte[] table, FindingKind kind) {
    CheckReport report = check(table);
    assertEquals(Verdict.DAMAGED, report.verdict());
    assertTrue(kinds(report).contains(kind), () -> report.findings().toString());
  }

  @Test
  void twoSlotsWithOneCollectionOverlap() {
    PatchedTable table = PatchedTable.ofCorpus("task_dead_letter.dets");
    long[] slots = table.usedSlots(2);
    table.u32(slots[1], table.u32(slots[0])).u32(slots[1] + 4, table.u32(slots[0] + 4));
    assertFound(table.bytes(), FindingKind.TILING);
  }

  @Test
  void allSlotsWithOneCollectionAreReadOnce() {
    byte[] big = object(integer(1), binary(new byte[1 << 20]));
    PatchedTable table = new PatchedTable(TestTables.of(TableType.SET, List.of(big)));
    long used = table.usedSlots(1)[0];
    for (long slot = table.segment(0); slot < table.segment(0) + 2048; slot += 8) {
      table.u32(slot, table.u32(used)).u32(slot + 4, table.u32(used + 4));
    }
    CheckReport report = check(table.bytes());
    assertEquals(1, report.objectsRead());
    assertTrue(report.findingsInAll() >= 255);
  }

  @Test
  void partThatIsItsOwnSegmentIsFound() {
    PatchedTable table = PatchedTable.ofCorpus("task_dead_letter.dets");
    long part = table.u32(DetsLayout.PART_POINTERS_OFFSET);
    assertFound(table.u32(part, part).bytes(), FindingKind.SEGMENT_POINTER);
  }

  @Test
  void segmentUsedTwiceIsFound() {
    PatchedTable table = PatchedTable.ofCorpus("partial_split.dets");
    long part = table.u32(DetsLayout.PART_POINTERS_OFFSET);
    assertFound(table.u32(part + 4, table.segment(0)).bytes(), FindingKind.SEGMENT_POINTER);
  }

  @Test
  void partUsedTwiceIsFound() {
    PatchedTable table = PatchedTable.ofCorpus("task_dead_letter.dets");
    long part = table.u32(DetsLayout.PART_POINTERS_OFFSET);
    assertFound(
        table.u32(DetsLayout.PART_POINTERS_OFFSET + 4, part).bytes(), FindingKind.PART_POINTER);
  }

  @Test
  void pointerBeyondTheSlotsInUseIsFound() {
    PatchedTable table = PatchedTable.ofCorpus("task_dead_letter.dets");
    long part = table.u32(DetsLayout.PART_POINTERS_OFFSET);
    assertFound(table.u32(part + 4 * 300, 5432).bytes(), FindingKind.SEGMENT_POINTER);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void claimOfAllSlotsThereCanBeIsNotBelieved(int closed) {
    byte[] table =
        PatchedTable.ofCorpus("task_dead_letter.dets")
            .u32(DetsLayout.CLOSED_PROPERLY_OFFSET, closed)
            .u32(DetsLayout.HASH_MODULUS_OFFSET, DetsLayout.SLOTS_MAX)
            .u32(DetsLayout.SLOTS_OFFSET, DetsLayout.SLOTS_MAX)
            .withRightDigest()
            .bytes();
    assertFound(table, FindingKind.SEGMENT_POINTER);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 16, 255, 1335, 0x7FFF_FFF8L, 0xFFFF_FFF8L})
  void slotThatPointsOutOfTheDataIsFound(long address) {
    PatchedTable table = PatchedTable.ofCorpus("task_dead_letter.dets");
    assertFound(table.u32(table.usedSlots(1)[0] + 4, address).bytes(), FindingKind.SLOT);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 15, 0x7FFF_FFFFL, 0xFFFF_FFFFL})
  void slotWithAnImpossibleSizeIsFound(long size) {
    PatchedTable table = PatchedTable.ofCorpus("task_dead_letter.dets");
    assertFound(table.u32(table.usedSlots(1)[0], size).bytes(), FindingKind.SLOT);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4, 0x7FFF_FFFFL, 0xFFFF_FFFFL})
  void entryWithAnImpossibleLengthIsFound(long length) {
    PatchedTable table = PatchedTable.ofCorpus("task_dead_letter.dets");
    long collection = table.u32(table.usedSlots(1)[0] + 4);
    assertFound(table.u32(collection + 8, length).bytes(), FindingKind.COLLECTION_BODY);
  }

  @Test
  void entryThatIsOneByteTooLongIsFound() {
    PatchedTable table = PatchedTable.ofCorpus("one_record.dets");
    long collection = table.u32(table.usedSlots(1)[0] + 4);
    long length = table.u32(collection + 8);
    assertFound(table.u32(collection + 8, length + 1).bytes(), FindingKind.COLLECTION_BODY);
  }

  @Test
  void millionsOfFreeBlocksOfTwoGibibytesAreFoundInTime() throws IOException {
    byte[] table = withFreeLists(1_000_000, 32, i -> 5432 + 16L * (i % 100));
    CheckReport report = check(table);
    assertEquals(Verdict.DAMAGED, report.verdict());
    assertTrue(report.findingsInAll() > 1000);
    assertEquals(CheckReport.MAX_FINDINGS, report.findings().size());
  }

  @Test
  void millionsOfFreeBlocksInOrderAreFoundInTime() throws IOException {
    byte[] table = withFreeLists(1_000_000, 28, i -> 5432 + 16L * i);
    assertEquals(Verdict.DAMAGED, check(table).verdict());
  }

  @Test
  void freeBlocksAsBigAsTheDataAreFoundInTime() throws IOException {
    byte[] table = withFreeLists(1_000_000, 20, i -> 5432 + 16L * i, 1 << 24);
    assertEquals(Verdict.DAMAGED, check(table).verdict());
  }

  @FunctionalInterface
  private interface Address {
    long of(int index);
  }

  private static byte[] withFreeLists(int blocks, int chunkClass, Address address)
      throws IOException {
    return withFreeLists(blocks, chunkClass, address, 5432);
  }

  /**
   * An empty table whose data ends at {@code dataEnd} and whose free lists claim what they like.
   */
  private static byte[] withFreeLists(int blocks, int chunkClass, Address address, int dataEnd)
      throws IOException {
    byte[] front = Arrays.copyOf(Corpus.bytes("empty_set.dets"), 5432);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(Arrays.copyOf(front, dataEnd));
    DataOutputStream out = new DataOutputStream(bytes);
    for (int from = 0; from < blocks; from += 1021) {
      int count = Math.min(1021, blocks - from);
      out.writeInt(12 + 4 * count);
      out.writeInt((int) DetsLayout.FREE);
      out.writeInt(chunkClass);
      for (int i = from; i < from + count; i++) {
        out.writeInt((int) address.of(i));
      }
    }
    out.writeInt(12);
    out.writeInt((int) DetsLayout.FREE);
    out.writeInt((int) DetsLayout.CLASS_END);
    out.writeInt(bytes.size() + 4 - 5432);
    return new PatchedTable(bytes.toByteArray()).u32(0, dataEnd).bytes();
  }

  @Test
  void keyInAnotherSlotIsFound() {
    PatchedTable table = PatchedTable.ofCorpus("one_record.dets");
    long used = table.usedSlots(1)[0];
    long other = table.segment(0);
    table.u32(other, table.u32(used)).u32(other + 4, table.u32(used + 4));
    assertFound(table.u32(used, 0).u32(used + 4, 0).bytes(), FindingKind.KEY_PLACEMENT);
  }

  @Test
  void keysInTheWrongOrderAreFound() {
    assertFound(withTwoEntries("b", "a", TableType.SET, false), FindingKind.KEY_ORDER);
  }

  @Test
  void keyThatIsThereTwiceIsFound() {
    assertFound(withTwoEntries("a", "a", TableType.SET, false), FindingKind.DUPLICATE_KEY);
  }

  @Test
  void objectOfAnotherKeyInAGroupIsFound() {
    assertFound(withTwoEntries("a", "b", TableType.BAG, true), FindingKind.GROUP_KEY);
  }

  @Test
  void objectThatIsThereTwiceIsFoundInABagOnly() {
    byte[] bag = withTwoEntries("a", "a", TableType.BAG, true);
    assertFound(bag, FindingKind.DUPLICATE_OBJECT);
    CheckReport report = check(withTwoEntries("a", "a", TableType.DUPLICATE_BAG, true));
    assertFalse(kinds(report).contains(FindingKind.DUPLICATE_OBJECT));
    assertEquals(2, report.objectsRead());
  }

  /** A table of one collection, whose body is then overwritten with two objects of equal size. */
  private static byte[] withTwoEntries(String a, String b, TableType type, boolean grouped) {
    byte[] first = entry(object(binary(a)));
    byte[] second = entry(object(binary(b)));
    byte[] both = Encodings.join(first, second);
    byte[] body = grouped ? Encodings.join(length(both.length + 4), both) : both;
    int placeholder = body.length - 4 - (type == TableType.SET ? 0 : 4) - 8;
    byte[] one = object(binary("x".repeat(placeholder)));
    byte[] table = TestTables.of(type, List.of(one));
    long collection = new PatchedTable(table).u32(new PatchedTable(table).usedSlots(1)[0] + 4);
    System.arraycopy(body, 0, table, (int) collection + 8, body.length);
    return table;
  }

  private static byte[] entry(byte[] object) {
    return Encodings.join(length(object.length + 4), object);
  }

  private static byte[] length(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 20_000, 700_000})
  void equalObjectsOfALargeGroupAreFound(int count) {
    List<byte[]> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      objects.add(object(integer(1), integer(i)));
    }
    byte[] table = TestTables.of(TableType.BAG, objects);
    assertEquals(Verdict.SOUND, check(table).verdict());
    int last = lastIndexOf(table, objects.getLast());
    byte[] other = objects.get(count / 3);
    System.arraycopy(other, 0, table, last, other.length);
    CheckReport report = check(table);
    assertEquals(List.of(FindingKind.DUPLICATE_OBJECT), List.copyOf(kinds(report)));
    assertEquals(1, report.findingsInAll());
    assertEquals(last - 4, report.findings().getFirst().offset().orElseThrow());
  }

  private static int lastIndexOf(byte[] table, byte[] object) {
    for (int at = table.length - object.length; at >= 0; at--) {
      if (Arrays.equals(table, at, at + object.length, object, 0, object.length)) {
        return at;
      }
    }
    throw new AssertionError("the object is not in the table");
  }

  @Test
  void groupOfEqualObjectsAloneIsFoundInTime() {
    byte[] same = object(integer(1), integer(2));
    byte[] table = TestTables.of(TableType.DUPLICATE_BAG, Collections.nCopies(600_000, same));
    byte[] asBag =
        new PatchedTable(table)
            .u32(DetsLayout.TYPE_OFFSET, TableType.BAG.code())
            .withRightDigest()
            .bytes();
    assertEquals(599_999, check(asBag).findingsInAll());
  }

  @Test
  void bytesAfterATermAreFound() {
    byte[] padded = Arrays.copyOf(object(binary("key")), 30);
    byte[] table = TestTables.of(TableType.SET, List.of(object(binary("y".repeat(22)))));
    long collection = new PatchedTable(table).u32(new PatchedTable(table).usedSlots(1)[0] + 4);
    System.arraycopy(padded, 0, table, (int) collection + 12, padded.length);
    assertFound(table, FindingKind.TERM_TRAILING_BYTES);
  }

  @Test
  void viewOfNothingIsNoTable() {
    assertEquals(Verdict.NOT_DETS, check(new byte[0]).verdict());
    assertEquals(0, ByteView.of(new byte[0]).size());
  }
}
