package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Bitstring;
import io.detsguard.domain.term.ListTerm;
import io.detsguard.domain.term.Nil;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.erlang.NeedsErlang;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TermCodecTest {
  private final TermDecoder decoder = new TermDecoder();
  private final TermScanner scanner = new TermScanner();

  @Test
  @NeedsErlang
  void keepsRandomTermsTheSameForErlang(@TempDir Path directory) throws Exception {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("TermCodecTest: detsguard.seed=" + seed);
    ErlangTerms erlang = new ErlangTerms(directory);
    TermMutator mutator = new TermMutator(new Random(seed), erlang.generate(seed, 4_000));
    List<byte[]> originals = new ArrayList<>(mutator.sound());
    for (int i = 0; i < 10_000; i++) {
      byte[] mutation = mutator.next();
      if (isReadable(mutation)) {
        originals.add(mutation);
      }
    }
    originals = readableToErlang(erlang, originals);
    List<byte[]> encodings = new ArrayList<>();
    for (byte[] original : originals) {
      encodings.add(TermEncoder.encode(decode(original)));
    }
    erlang.requireSame(originals, encodings);
  }

  @Test
  @NeedsErlang
  void keepsTheObjectsOfStoredTables(@TempDir Path directory) throws Exception {
    List<byte[]> objects = new ArrayList<>();
    for (String table : List.of("all_terms.dets", "otp27_all_terms.dets")) {
      objects.addAll(CorpusObjects.of(table));
    }
    List<byte[]> encodings = new ArrayList<>();
    for (byte[] object : objects) {
      encodings.add(TermEncoder.encode(decode(object)));
    }
    new ErlangTerms(directory).requireSame(objects, encodings);
  }

  @Test
  void writesTheEncodingsOfNewReleases() {
    assertEncodes("7702c3a9", Term.atom("\u00e9"));
    assertEncodes("760100" + "c3a9".repeat(128), Term.atom("\u00e9".repeat(128)));
    assertEncodes("61ff", Term.integer(255));
    assertEncodes("62ffffffff", Term.integer(-1));
    assertEncodes("6280000000", Term.integer(Integer.MIN_VALUE));
    assertEncodes("6e040000000080", Term.integer(1L << 31));
    assertEncodes("6f0000010001" + "00".repeat(255) + "01", Term.integer(bit(2040).negate()));
    assertEncodes("463ff8000000000000", Term.real(1.5));
    assertEncodes("6d0000000161", Term.binary("a"));
    assertEncodes("4d0000000103a0", new Bitstring(new byte[] {(byte) 0xBF}, 3));
    assertEncodes("6800", Term.tuple());
    assertEncodes("6a", Term.list());
    assertEncodes("6b0002" + "01ff", Term.list(Term.integer(1), Term.integer(255)));
    assertEncodes("6c00000001" + "6200000100" + "6a", Term.list(Term.integer(256)));
    assertEncodes(
        "6c000000016101" + "6102", new ListTerm(List.of(Term.integer(1)), Term.integer(2)));
    assertEncodes("740000000177016b6101", Term.map(Term.atom("k"), Term.integer(1)));
  }

  @Test
  void writesLongListsOfBytesElementByElement() throws Exception {
    Term string = Term.list(Collections.nCopies(65_535, Term.integer(7)));
    assertEquals(1 + 3 + 65_535, TermEncoder.encode(string).length);
    Term longer = Term.list(Collections.nCopies(65_536, Term.integer(7)));
    assertEquals(1 + 5 + 2 * 65_536 + 1, TermEncoder.encode(longer).length);
    assertEquals(longer, decode(TermEncoder.encode(longer)));
  }

  @Test
  void takesAListInPartsAsOne() throws Exception {
    Term list = Term.list(Term.integer(1), Term.integer(2), Term.integer(3), Term.integer(4));
    assertEquals(list, decode(bytes("83 6c00000001 6101 6c00000001 6102 6b0002 0304")));
  }

  @Test
  void ignoresTheUnusedBitsOfABitstring() throws Exception {
    assertEquals(decode(bytes("83 4d00000001 03 a0")), decode(bytes("83 4d00000001 03 bf")));
  }

  @Test
  void buildsTermsAsDeepAsAScanAccepts() throws Exception {
    int depth = TermScanner.MAX_DEPTH;
    byte[] nested = new byte[1 + 2 * depth + 1];
    nested[0] = (byte) TermTag.VERSION;
    for (int i = 0; i < depth; i++) {
      nested[1 + 2 * i] = TermTag.SMALL_TUPLE;
      nested[2 + 2 * i] = 1;
    }
    nested[1 + 2 * depth] = TermTag.NIL;
    assertArrayEquals(nested, TermEncoder.encode(decode(nested)));
  }

  @Test
  void inflatesCompressedTerms() throws Exception {
    assertEquals(Term.tuple(Term.list()), decode(CompressedTermTest.compressed(bytes("6801 6a"))));
  }

  @Test
  void saysWhereBytesAreNoTerm() {
    TermFormatException error =
        assertThrows(TermFormatException.class, () -> decode(bytes("83 6802 6101 ff")));
    assertEquals(5, error.offset());
    assertEquals("the tag of a term", error.expected());
    assertEquals("byte 255", error.found());
    assertEquals(
        "the version byte 131",
        assertThrows(TermFormatException.class, () -> decode(bytes("6a"))).expected());
  }

  @Test
  void keepsTheEndsOfNumbers() throws Exception {
    for (int bit = 0; bit < 80; bit++) {
      for (int offset = -1; offset <= 1; offset++) {
        BigInteger value = bit(bit).add(BigInteger.valueOf(offset));
        assertKept(Term.integer(value));
        assertKept(Term.integer(value.negate()));
      }
    }
    assertKept(Term.real(-0.0));
    assertKept(Term.real(Double.MIN_VALUE));
    assertKept(Nil.NIL);
    assertKept(new Atom(""));
  }

  private void assertKept(Term term) throws TermFormatException {
    assertEquals(term, decode(TermEncoder.encode(term)));
  }

  private static void assertEncodes(String expected, Term term) {
    assertEquals("83" + expected, HexFormat.of().formatHex(TermEncoder.encode(term)));
  }

  private Term decode(byte[] object) throws TermFormatException {
    return decoder.decode(ByteView.of(object), 0, object.length);
  }

  private boolean isReadable(byte[] encoding) {
    ByteView view = ByteView.of(encoding);
    return view.size() > 1
        && view.u8(1) != TermTag.COMPRESSED
        && scanner.scanTerm(view, 1, view.size()) != TermScanner.FAULT;
  }

  private static List<byte[]> readableToErlang(ErlangTerms erlang, List<byte[]> encodings)
      throws Exception {
    int[] used = erlang.used(encodings);
    List<byte[]> readable = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      if (used[i] >= 0) {
        readable.add(encodings.get(i));
      }
    }
    return readable;
  }

  private static BigInteger bit(int bit) {
    return BigInteger.ONE.shiftLeft(bit);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
