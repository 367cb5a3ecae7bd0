package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void refusesWhatIsNoVersionByte() {
    assertEquals(TermScanner.FAULT, scanner.scanObject(view("82 6801 6105"), 0, 5, 1));
    assertEquals("the version byte 131", scanner.faultExpected());
    assertEquals("byte 130", scanner.faultFound());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "69 ffffffff 6a",
        "6c ffffffff 6a",
        "74 ffffffff 6a6a",
        "6d ffffffff 00",
        "6b ffff 00",
        "6e ff 00 00",
        "6f ffffffff 00",
        "4d ffffffff 08 00",
        "77 ff 61",
        "76 ffff 61",
        "64 00ff 61",
        "68 ff 6a",
        "6c 7fffffff 6a",
        "74 80000000 6a6a"
      })
  void comparesEveryCountWithTheBytesLeft(String hex) {
    ByteView term = view(hex);
    assertEquals(TermScanner.FAULT, scanner.scanTerm(term, 0, term.size()));
    assertEquals(0, scanner.faultAt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"44", "49", "4b", "50", "52", "75", "79", "83", "00", "ff"})
  void refusesTagsThatTablesDoNotHave(String tag) {
    ByteView term = view("6801" + tag + "00".repeat(40));
    assertEquals(TermScanner.FAULT, scanner.scanTerm(term, 0, term.size()));
    assertEquals(2, scanner.faultAt());
    assertEquals("the tag of a term", scanner.faultExpected());
  }

  @Test
  void refusesListsThatClaimNoElements() {
    ByteView term = view("6c00000000 6a");
    assertEquals(TermScanner.FAULT, scanner.scanTerm(term, 0, term.size()));
    assertEquals("a list of at least one element", scanner.faultExpected());
  }

  @ParameterizedTest
  @ValueSource(strings = {"6801", "6c00000001", "7400000001 6a"})
  void takesContainersUpToItsDepth(String head) {
    String hex = head.replace(" ", "");
    String tail = hex.startsWith("6c") ? "6a" : "";
    ByteView deepest = nested(hex, tail, TermScanner.MAX_DEPTH);
    assertEquals(deepest.size(), scanner.scanTerm(deepest, 0, deepest.size()));
    assertDoesNotThrow(() -> new PortableHash().hash(deepest, 0, deepest.size()));
    assertEquals(0, new EncodedTermOrder().compare(deepest, 0, deepest, 0));

    ByteView deeper = nested(hex, tail, TermScanner.MAX_DEPTH + 1);
    assertEquals(TermScanner.FAULT, scanner.scanTerm(deeper, 0, deeper.size()));
    assertEquals("at most 100000 open containers", scanner.faultExpected());
  }

  @Test
  void readsNothingBeyondTheLimitOfAnyTerm() throws IOException {
    for (byte[] object : CorpusObjects.of("all_terms.dets")) {
      for (int limit = 0; limit < object.length; limit++) {
        // The view ends at the limit too: a read beyond it would throw.
        ByteView cut = ByteView.of(Arrays.copyOf(object, limit));
        assertEquals(TermScanner.FAULT, scanner.scanObject(cut, 0, object.length, 1));
        ByteView whole = ByteView.of(object);
        assertEquals(TermScanner.FAULT, scanner.scanObject(whole, 0, limit, 1));
      }
    }
  }

  @Test
  void findsTheKeyOfEveryObjectOfTheCorpus() throws IOException {
    for (String table : List.of("all_terms.dets", "otp27_all_terms.dets")) {
      for (byte[] object : CorpusObjects.of(table)) {
        ByteView view = ByteView.of(object);
        assertEquals(object.length, scanner.scanObject(view, 0, object.length, 1));
        long keyEnd = scanner.keyEnd();
        assertEquals(keyEnd, scanner.scanTerm(view, scanner.keyStart(), object.length));
      }
    }
  }

  private static ByteView nested(String head, String tail, int depth) {
    return view(head.repeat(depth) + "6a" + tail.repeat(depth));
  }

  private static ByteView view(String hex) {
    return ByteView.of(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
