package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of addresses and sizes, at its edges. */
class DetsLayoutTest {
  @ParameterizedTest
  @CsvSource({
    "1, 4",
    "16, 4",
    "17, 5",
    "32, 5",
    "33, 6",
    "4096, 12",
    "4097, 13",
    "2147483648, 31",
    "2147483649, 32",
    "4294967295, 32"
  })
  void givesEachSizeTheSmallestBlock(long size, int log2) {
    assertEquals(log2, DetsLayout.blockLog2(size));
    assertEquals(1L << log2, DetsLayout.blockBytes(size));
  }

  @ParameterizedTest
  @CsvSource({
    "1336, true",
    "1320, false",
    "1335, false",
    "1337, false",
    "1344, false",
    "1352, true",
    "5432, true",
    "5440, false"
  })
  void startsBlocksEverySixteenBytes(long address, boolean possible) {
    assertEquals(possible, DetsLayout.isBlockAddress(address));
  }

  @ParameterizedTest
  @CsvSource({
    "256, 1, 1, 5432",
    "257, 2, 1, 7480",
    "512, 2, 1, 7480",
    "131072, 512, 1, 1051960",
    "131073, 513, 2, 1056056"
  })
  void countsTheSegmentsAndPartsOfSlots(long slots, int segments, int parts, long fixedBytes) {
    assertEquals(segments, DetsLayout.segmentsFor(slots));
    assertEquals(parts, DetsLayout.partsFor(slots));
    assertEquals(fixedBytes, DetsLayout.fixedBytes(slots));
  }
}
