package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TermScannerTest {
  private final TermScanner scanner = new TermScanner();

  @Test
  void findsTheKeyOfAnObject() {
    ByteView object = view("83 6803 7701 61 6d00000002 6b6b 6105");
    assertEquals(object.size(), scanner.scanObject(object, 0, object.size(), 2));
    assertEquals(6, scanner.keyStart());
    assertEquals(13, scanner.keyEnd());
    assertEquals(object, scanner.keyView());
  }

  @Test
  void endsAtTheObjectWhenMoreBytesFollow() {
    ByteView object = view("83 6801 6105 0000");
    assertEquals(5, scanner.scanObject(object, 0, object.size(), 1));
  }

  @Test
  void tellsATermOfAnotherShapeFromAnUnreadableOne() {
    ByteView tooSmall = view("83 6801 6105");
    assertEquals(TermScanner.FAULT, scanner.scanObject(tooSmall, 0, 5, 2));
    assertTrue(scanner.faultIsShape());
    assertEquals(1, scanner.faultAt());
    assertEquals("a tuple of at least 2 elements", scanner.faultExpected());
    assertEquals("a tuple of 1", scanner.faultFound());

    ByteView cut = view("83 6802 6105");
    assertEquals(TermScanner.FAULT, scanner.scanObject(cut, 0, 5, 2));
    assertFalse(scanner.faultIsShape());
  }

  @Test
  void readsNothingAtTheLimit() {
    ByteView object = view("83 6801 6105");
    for (int limit = 0; limit < 5; limit++) {
      assertEquals(TermScanner.FAULT, scanner.scanObject(object, 0, limit, 1));
    }
  }

  private static ByteView view(String hex) {
    return ByteView.of(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
