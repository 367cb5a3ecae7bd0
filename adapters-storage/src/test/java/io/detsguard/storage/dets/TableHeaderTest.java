package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.storage.term.ByteView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableHeaderTest {
  private static PatchedTable table() {
    return PatchedTable.ofCorpus("task_dead_letter.dets");
  }

  private static TableHeader header(PatchedTable table) {
    return HeaderDecoder.fields(ByteView.of(table.bytes()));
  }

  @ParameterizedTest
  @CsvSource({
    // modulus, split pointer, slots
    "256, 0, 256, true",
    "512, 256, 768, true",
    "33554432, 0, 33554432, true",
    "33554432, 256, 33554688, false",
    "128, 0, 128, false",
    "128, 128, 256, false",
    "768, 0, 768, false",
    "0, 0, 0, false",
    "256, 256, 512, false",
    "256, 512, 768, false",
    "512, 256, 512, false",
    "512, 256, 1024, false",
    "512, 128, 640, false"
  })
  void describesSlotsWhenItsNumbersFitOneAnother(
      long modulus, long split, long slots, boolean fits) {
    TableHeader header =
        header(
            table()
                .u32(DetsLayout.HASH_MODULUS_OFFSET, modulus)
                .u32(DetsLayout.SPLIT_POINTER_OFFSET, split)
                .u32(DetsLayout.SLOTS_OFFSET, slots));
    assertEquals(fits, header.describesSlots());
  }

  @ParameterizedTest
  @CsvSource({"0, 1, false", "4, 1, false", "3, 1, true", "1, 0, false", "1, 16777215, true"})
  void describesObjectsByTypeAndKeyPosition(long type, long position, boolean described) {
    PatchedTable table =
        table().u32(DetsLayout.TYPE_OFFSET, type).u32(DetsLayout.KEY_POSITION_OFFSET, position);
    assertEquals(described, header(table).describesObjects());
  }

  @Test
  void keyPositionBeyondEveryTupleIsNone() {
    assertFalse(header(table().u32(DetsLayout.KEY_POSITION_OFFSET, 1 << 24)).describesObjects());
  }

  @Test
  void lacksCountersOnlyWithObjectsAndWithoutDigest() {
    PatchedTable table = table().withoutDigest();
    for (int at = DetsLayout.COUNTERS_OFFSET; at < DetsLayout.DIGEST_OFFSET; at += 4) {
      table.u32(at, 0);
    }
    assertTrue(header(table).lacksCounters());
    assertFalse(header(table.u32(DetsLayout.OBJECTS_OFFSET, 0)).lacksCounters());
    assertFalse(header(table.u32(DetsLayout.OBJECTS_OFFSET, 5).withRightDigest()).lacksCounters());
    assertFalse(header(table().withoutDigest()).lacksCounters());
  }

  @Test
  void isTheSameLeftOpenButForItsFlag() {
    TableHeader closed = header(table());
    TableHeader open = closed.asLeftOpen();
    assertFalse(open.isClosedProperly());
    assertEquals(header(table().u32(DetsLayout.CLOSED_PROPERLY_OFFSET, 0)), open);
  }

  @Test
  void isBelievableWhenNothingAboutItIsImpossible() {
    assertTrue(header(table()).isBelievable());
    assertFalse(header(table().u32(DetsLayout.OBJECTS_OFFSET, 1)).isBelievable());
    assertFalse(
        header(table().u32(DetsLayout.MAX_SLOTS_OFFSET, 0).withRightDigest()).isBelievable());
  }
}
