package io.detsguard.domain.term;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermTest {
  @Test
  void refusesAtomsThatErlangCannotHave() {
    assertEquals("\u00e9".repeat(255), Term.atom("\u00e9".repeat(255)).name());
    assertEquals(2 * 255, Term.atom("\ud83d\ude00".repeat(255)).name().length());
    assertThrows(IllegalArgumentException.class, () -> Term.atom("a".repeat(256)));
    assertThrows(IllegalArgumentException.class, () -> Term.atom("\ud83d"));
  }

  @Test
  void refusesFloatsThatAreNotFinite() {
    assertThrows(IllegalArgumentException.class, () -> Term.real(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Term.real(Double.NEGATIVE_INFINITY));
  }

  @Test
  void bitstringsIgnoreBitsThatDoNotCount() {
    assertEquals(
        new Bitstring(new byte[] {1, (byte) 0xA0}, 3),
        new Bitstring(new byte[] {1, (byte) 0xBF}, 3));
    assertNotEquals(new Bitstring(new byte[] {0}, 3), new Bitstring(new byte[] {0}, 4));
    assertFalse(new Bitstring(new byte[] {0}, 3).isBinary());
    assertTrue(Term.binary("").isBinary());
    assertThrows(IllegalArgumentException.class, () -> new Bitstring(new byte[0], 3));
    assertThrows(IllegalArgumentException.class, () -> new Bitstring(new byte[1], 0));
    assertThrows(IllegalArgumentException.class, () -> new Bitstring(new byte[1], 9));
  }

  @Test
  void bitstringsShareTheirBytesWithNobody() {
    byte[] bytes = {1, 2};
    Bitstring binary = Term.binary(bytes);
    bytes[0] = 9;
    binary.bytes()[1] = 9;
    assertArrayEquals(new byte[] {1, 2}, binary.bytes());
    assertEquals(2, binary.length());
  }

  @Test
  void containersShareTheirPartsWithNobody() {
    List<Term> parts = new ArrayList<>(List.of(Term.integer(1)));
    TupleTerm tuple = new TupleTerm(parts);
    ListTerm list = new ListTerm(parts, Nil.NIL);
    parts.add(Term.integer(2));
    assertEquals(List.of(Term.integer(1)), tuple.elements());
    assertEquals(List.of(Term.integer(1)), list.elements());
  }

  @Test
  void theEmptyListIsNil() {
    assertEquals(Nil.NIL, Term.list());
    assertThrows(IllegalArgumentException.class, () -> new ListTerm(List.of(), Nil.NIL));
  }

  @Test
  void aListDoesNotEndInAList() {
    Term list = Term.list(Term.integer(1));
    assertThrows(
        IllegalArgumentException.class, () -> new ListTerm(List.of(Term.integer(0)), list));
    assertFalse(new ListTerm(List.of(Term.integer(0)), Term.atom("tail")).isProper());
  }

  @Test
  void mapsKeepTheOrderOfTheirPairs() {
    MapTerm map = Term.map(Term.atom("b"), Term.integer(1), Term.atom("a"), Term.integer(2));
    assertEquals(
        List.of(Term.atom("b"), Term.atom("a")),
        map.pairs().stream().map(MapTerm.Pair::key).toList());
  }

  @Test
  void mapsNeedAValueForEachKeyAndEachKeyOnce() {
    assertThrows(IllegalArgumentException.class, () -> Term.map(Term.atom("a")));
    Term key = Term.atom("a");
    Term value = Term.integer(1);
    assertThrows(IllegalArgumentException.class, () -> Term.map(key, value, key, value));
  }

  @Test
  void referencesHaveOneToFiveWords() {
    Atom node = Term.atom("a@b");
    assertThrows(IllegalArgumentException.class, () -> new Reference(node, 1, List.of()));
    List<Long> six = List.of(1L, 2L, 3L, 4L, 5L, 6L);
    assertThrows(IllegalArgumentException.class, () -> new Reference(node, 1, six));
  }
}
