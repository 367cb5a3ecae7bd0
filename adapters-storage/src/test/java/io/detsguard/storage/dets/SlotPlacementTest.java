package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.storage.dets.SlotPlacement.Exact;
import io.detsguard.storage.dets.SlotPlacement.Growing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotPlacementTest {
  @ParameterizedTest
  @CsvSource({"256, 256, 0", "257, 256, 1", "511, 256, 255", "512, 512, 0"})
  void splitsSlotsIntoModulusAndSplitPointer(long slots, int modulus, int splitPointer) {
    Exact placement = Exact.ofSlots(slots);
    assertEquals(new Exact(modulus, splitPointer), placement);
    assertEquals(slots, placement.slots());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "9, 9", "10, 10", "255, 255", "256, 256", "265, 265", "266, 10", "521, 9"})
  void looksOneBitFurtherBelowTheSplitPointer(int hash, int slot) {
    Exact placement = new Exact(256, 10);
    assertEquals(slot, placement.slotOf(hash));
    assertTrue(placement.allows(hash, slot));
    assertFalse(placement.allows(hash, slot + 1));
    assertEquals("slot " + slot, placement.describe(hash));
  }

  @Test
  void allowsEverySlotThatGrowthCouldHaveReached() {
    Growing placement = new Growing(256, 600);
    int hash = 1024 + 512 + 256 + 7;
    assertTrue(placement.allows(hash, 7));
    assertTrue(placement.allows(hash, 256 + 7));
    assertTrue(placement.allows(hash, 512 + 256 + 7));
    assertFalse(placement.allows(hash, 512 + 7));
    assertFalse(placement.allows(hash, 1024 + 512 + 256 + 7));
    assertEquals("slot 7 or one split from it", placement.describe(hash));
  }

  @Test
  void allowsNoSplitBeforeTheSlotsExist() {
    Growing placement = new Growing(256, 256);
    assertTrue(placement.allows(256 + 7, 7));
    assertFalse(placement.allows(256 + 7, 256 + 7));
  }
}
