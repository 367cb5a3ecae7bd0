package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8TextTest {
  private static final int[] LAST = {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF};

  @Test
  void agreesWithTheStrictDecoderOfJava() {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    for (int first = 0; first < 256; first++) {
      assertAgrees(decoder, first);
      for (int second = 0; second < 256; second++) {
        assertAgrees(decoder, first, second);
        for (int third : LAST) {
          assertAgrees(decoder, first, second, third);
          for (int fourth : LAST) {
            assertAgrees(decoder, first, second, third, fourth);
          }
        }
      }
    }
  }

  @Test
  void countsCharactersNotBytes() {
    ByteView text = ByteView.of("a\u00e9\u65e5\ud83d\ude00".getBytes(StandardCharsets.UTF_8));
    assertEquals(4, Utf8Text.characters(text, 0, (int) text.size()));
  }

  @Test
  void looksAtNoByteBeyondTheText() {
    byte[] bytes = new byte[64];
    for (int position = 0; position < 40; position++) {
      bytes[position] = (byte) 0x80;
      ByteView view = ByteView.of(bytes);
      for (int length = 0; length < 40; length++) {
        assertEquals(length <= position, Utf8Text.isAscii(view, 0, length));
      }
      bytes[position] = 0;
    }
  }

  @Test
  void leavesTheEndOfAViewToTheSlowWay() {
    ByteView text = ByteView.of(new byte[10]);
    assertTrue(Utf8Text.isAscii(text, 0, 2));
    assertFalse(Utf8Text.isAscii(text, 0, 3));
    assertEquals(3, Utf8Text.characters(text, 7, 3));
  }

  private static void assertAgrees(CharsetDecoder decoder, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    int expected;
    try {
      String text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
      expected = text.codePointCount(0, text.length());
    } catch (CharacterCodingException e) {
      expected = -1;
    }
    assertEquals(expected, Utf8Text.characters(ByteView.of(bytes), 0, bytes.length));
  }
}
