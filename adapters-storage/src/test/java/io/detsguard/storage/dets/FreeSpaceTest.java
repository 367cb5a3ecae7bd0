package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {
  private static final long BASE = 5432;

  @Test
  void countsWhatLiesBelowTheEndOfData() {
    FreeSpace space = new FreeSpace(BASE + 100);
    space.freeBlock(BASE, 5, 0);
    space.freeBlock(BASE + 64, 6, 0); // 36 of its 64 bytes
    space.freeBlock(BASE + 128, 7, 0); // none
    assertEquals(32 + 36, space.bytesInFile());
  }

  @Test
  void findsTheBaseFromTheTop() {
    FreeSpace space = new FreeSpace(BASE);
    space.freeBlock(BASE + (1L << 30), 30, 0);
    space.freeBlock(BASE, 4, 0);
    assertEquals(BASE + (1L << 31), space.highestEnd());
    assertEquals(OptionalLong.of(BASE), space.base());
  }

  @Test
  void knowsNoBaseWithoutFreeBlocksOrWhereNoneCanBe() {
    FreeSpace space = new FreeSpace(BASE);
    assertEquals(-1, space.highestEnd());
    assertEquals(OptionalLong.empty(), space.base());
    space.freeBlock(BASE, 4, 0);
    assertEquals(OptionalLong.empty(), space.base());
  }
}
