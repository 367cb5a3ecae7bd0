package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class CompressedTermTest {
  private static final byte[] TERM =
      HexFormat.of().parseHex("680277036b6579" + "6d00000002" + "6161");

  private final TermScanner scanner = new TermScanner();

  @Test
  void findsTheKeyInTheInflatedBytes() {
    byte[] object = compressed(TERM);
    assertEquals(object.length, scan(object));
    assertEquals(2, scanner.keyStart());
    assertEquals(7, scanner.keyEnd());
    assertEquals(TERM.length, scanner.keyView().size());
  }

  @Test
  void endsWhereTheStreamEnds() {
    byte[] object = compressed(TERM);
    assertEquals(object.length, scan(Arrays.copyOf(object, object.length + 5)));
  }

  @Test
  void refusesAStreamOfAnotherSizeThanClaimed() {
    assertRefuses("a zlib stream of 15 bytes inflated", claiming(TERM.length + 1));
    assertRefuses("a zlib stream of 13 bytes inflated", claiming(TERM.length - 1));
  }

  @Test
  void refusesClaimsThatNoStreamCanMeet() {
    assertRefuses("an inflated size its bytes can have, at most 64 MiB", claiming(-1));
    assertRefuses("an inflated size its bytes can have, at most 64 MiB", claiming(100_000));
  }

  @Test
  void refusesDamagedAndCutStreams() {
    byte[] damaged = compressed(TERM);
    damaged[6] ^= 0x55;
    assertRefuses("a zlib stream", damaged);
    byte[] object = compressed(TERM);
    for (int length = 2; length < object.length; length++) {
      assertEquals(TermScanner.FAULT, scan(Arrays.copyOf(object, length)));
      assertEquals(1, scanner.faultAt());
    }
  }

  @Test
  void saysThatAFaultLiesInTheInflatedTerm() {
    assertRefuses("the tag of a term", compressed(HexFormat.of().parseHex("680277016bff")));
    assertEquals("byte 255, at byte 5 of the inflated term", scanner.faultFound());
    assertEquals(1, scanner.faultAt());
  }

  @Test
  void refusesCompressionInsideATerm() {
    byte[] inner = compressed(TERM);
    byte[] object = HexFormat.of().parseHex("8368016801");
    byte[] nested = Arrays.copyOf(object, object.length + inner.length - 1);
    System.arraycopy(inner, 1, nested, object.length, inner.length - 1);
    assertRefuses("the tag of a term", nested);
  }

  /** An object of this term, tag first, as {@code term_to_binary} with compression writes it. */
  static byte[] compressed(byte[] term) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(stream)) {
      deflater.write(term);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.allocate(6 + stream.size())
        .put((byte) TermTag.VERSION)
        .put((byte) TermTag.COMPRESSED)
        .putInt(term.length)
        .put(stream.toByteArray())
        .array();
  }

  private static byte[] claiming(int size) {
    byte[] object = compressed(TERM);
    ByteBuffer.wrap(object).putInt(2, size);
    return object;
  }

  private long scan(byte[] object) {
    return scanner.scanObject(ByteView.of(object), 0, object.length, 1);
  }

  private void assertRefuses(String expected, byte[] object) {
    assertEquals(TermScanner.FAULT, scan(object));
    assertTrue(scanner.faultExpected().startsWith(expected), scanner.faultExpected());
  }
}
