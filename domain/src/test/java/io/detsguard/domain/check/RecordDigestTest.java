package io.detsguard.domain.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RecordDigestTest {
  @Test
  void addsModulo2To128() {
    assertEquals(new RecordDigest(1, 0), new RecordDigest(0, -1).plus(new RecordDigest(0, 1)));
    assertEquals(RecordDigest.EMPTY, new RecordDigest(-1, -1).plus(new RecordDigest(0, 1)));
    assertEquals(new RecordDigest(3, -2), new RecordDigest(1, -1).plus(new RecordDigest(1, -1)));
  }

  @Test
  void isWrittenAsHexadecimalDigits() {
    RecordDigest digest = new RecordDigest(1, -1);
    assertEquals("0000000000000001ffffffffffffffff", digest.hex());
    assertEquals(digest, RecordDigest.ofHex(digest.hex()));
  }

  @Test
  void refusesOtherText() {
    assertThrows(IllegalArgumentException.class, () -> RecordDigest.ofHex("12"));
    assertThrows(IllegalArgumentException.class, () -> RecordDigest.ofHex("g".repeat(32)));
  }
}
