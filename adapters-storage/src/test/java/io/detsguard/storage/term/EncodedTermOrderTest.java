package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.storage.erlang.NeedsErlang;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedTermOrderTest {
  private static final int PAIRS = Integer.getInteger("detsguard.pairs", 20_000);
  private static final byte UNKNOWN_TO_ERLANG = 2;

  private final TermScanner scanner = new TermScanner();

  @Test
  @NeedsErlang
  void agreesWithErlangOnRandomPairs(@TempDir Path directory) throws Exception {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("EncodedTermOrderTest: detsguard.seed=" + seed);
    ErlangTerms erlang = new ErlangTerms(directory);
    TermMutator mutator = new TermMutator(new Random(seed), erlang.generate(seed, 3_000));
    List<byte[]> pairs = readablePairs(new Random(seed), mutator, erlang);
    byte[] expected = erlang.comparisons(pairs);
    assertOrder(new EncodedTermOrder(), pairs, expected, 0);
    assertOrder(EncodedTermOrder.byValue(), pairs, expected, 1);
  }

  private static void assertOrder(
      EncodedTermOrder order, List<byte[]> pairs, byte[] expected, int column) {
    int undecided = 0;
    for (int i = 0; i < pairs.size(); i += 2) {
      int actual = compare(order, pairs.get(i), pairs.get(i + 1));
      byte erlang = expected[i + column];
      boolean decided = actual != EncodedTermOrder.UNDECIDED;
      undecided += decided ? 0 : 1;
      boolean agrees = decided ? actual == erlang && erlang != UNKNOWN_TO_ERLANG : erlang != 0;
      assertTrue(agrees, describe(pairs.get(i), pairs.get(i + 1), erlang, actual));
      assertEquals(actual, reversed(compare(order, pairs.get(i + 1), pairs.get(i))));
    }
    assertTrue(undecided < pairs.size() / 20, "undecided: " + undecided);
  }

  @ParameterizedTest
  @CsvSource({
    "6101, 463ff0000000000000",
    "6102, 463ff0000000000000",
    "6801 6102, 6801 463ff0000000000000",
    "6802 6101 770162, 6802 463ff0000000000000 770161",
    "6c00000001 6102 6a, 6c00000001 463ff0000000000000 6a"
  })
  void putsIntegersBeforeFloatsAsUpdatesDo(String integer, String real) {
    assertEquals(-1, compare(new EncodedTermOrder(), bytes(integer), bytes(real)));
    assertEquals(1, compare(new EncodedTermOrder(), bytes(real), bytes(integer)));
  }

  @ParameterizedTest
  @CsvSource({
    "6a, 6b0000",
    "6801 6a, 6801 6b0000",
    "6c00000001 6a 6a, 6c00000001 6b0000 6a",
    "6c00000001 6101 6a, 6c00000001 6101 6b0000"
  })
  void takesStringWithoutBytesForTheEmptyList(String plain, String asString) {
    assertEquals(0, compare(new EncodedTermOrder(), bytes(plain), bytes(asString)));
    assertEquals(0, compare(new EncodedTermOrder(), bytes(asString), bytes(plain)));
  }

  @Test
  void putsEveryListWithElementsBehindStringWithoutBytes() {
    byte[] empty = bytes("6b0000");
    assertEquals(-1, compare(new EncodedTermOrder(), empty, bytes("6b000100")));
    assertEquals(1, compare(new EncodedTermOrder(), bytes("6c00000001 6101 6a"), empty));
    assertEquals(1, compare(new EncodedTermOrder(), empty, bytes("7400000000")));
  }

  @Test
  void comparesNumbersByValueAsRepairDoes() {
    EncodedTermOrder byValue = EncodedTermOrder.byValue();
    byte[] one = bytes("463ff0000000000000");
    assertEquals(1, compare(byValue, bytes("6102"), one));
    assertEquals(EncodedTermOrder.UNDECIDED, compare(byValue, bytes("6101"), one));
    assertEquals(
        -1, compare(byValue, bytes("6802 6101 770161"), bytes("6802 463ff0000000000000 770162")));
  }

  @Test
  void comparesLargeIntegersWithFloatsWithoutRounding() {
    EncodedTermOrder byValue = EncodedTermOrder.byValue();
    byte[] two53 = bytes("464340000000000000");
    assertEquals(
        EncodedTermOrder.UNDECIDED, compare(byValue, bytes("6e0700 00000000000020"), two53));
    assertEquals(1, compare(byValue, bytes("6e0700 01000000000020"), two53));
    assertEquals(-1, compare(byValue, bytes("6e0700 ffffffffffff1f"), two53));
    byte[] two64 = bytes("4643f0000000000000");
    assertEquals(
        EncodedTermOrder.UNDECIDED, compare(byValue, bytes("6e0900 000000000000000001"), two64));
    assertEquals(1, compare(byValue, bytes("6e0900 010000000000000001"), two64));
    assertEquals(-1, compare(byValue, bytes("6e0800 ffffffffffffffff"), two64));
  }

  @ParameterizedTest
  @CsvSource({
    "58 7703614062 00000001 00000002 00000003, 58 7703614062 00000001 00000002 00000004",
    "5a0001 7703614062 00000001 00000002, 5a0001 7703614062 00000001 00000003",
    "59 7703614062 00000007 00000001, 59 7703614062 00000008 00000001",
    "71 770161 770162 6101, 71 770161 770162 6102",
    "460000000000000000, 468000000000000000",
    "7400000001 770161 6101, 7400000001 770161 463ff0000000000000"
  })
  void leavesTermsWithoutKnownOrderUndecided(String a, String b) {
    assertEquals(EncodedTermOrder.UNDECIDED, compare(new EncodedTermOrder(), bytes(a), bytes(b)));
    assertEquals(0, compare(new EncodedTermOrder(), bytes(a), bytes(a)));
  }

  @Test
  void findsEqualMapsWhateverTheOrderOfTheirPairs() {
    String pid = "58 7703614062 00000001 00000002 00000003";
    String other = "58 7703614062 00000009 00000002 00000003";
    String again = "67 7703614062 00000009 00000002 03";
    byte[] map = bytes("7400000003" + pid + "6101" + other + "6102" + "770161 6103");
    byte[] shuffled = bytes("7400000003" + "64000161 6103" + again + "6102" + pid + "6101");
    assertEquals(0, compare(new EncodedTermOrder(), map, shuffled));
    byte[] different = bytes("7400000003" + "64000161 6103" + again + "6102" + pid + "6109");
    assertEquals(EncodedTermOrder.UNDECIDED, compare(new EncodedTermOrder(), map, different));
  }

  @Test
  void doesNotDecideBetweenTermsThatDifferTooDeep() {
    byte[] deep = bytes("6801".repeat(EncodedTermOrder.MAX_NESTING + 1) + "6101");
    byte[] other = bytes("6801".repeat(EncodedTermOrder.MAX_NESTING + 1) + "6102");
    assertEquals(EncodedTermOrder.UNDECIDED, compare(new EncodedTermOrder(), deep, other));
    assertEquals(0, compare(new EncodedTermOrder(), deep, deep.clone()));
  }

  @Test
  void boundsTheWorkOnMapsInKeysOfMaps() {
    String head = "7400000002 7400000000 6a".repeat(EncodedTermOrder.MAX_NESTING);
    byte[] map = bytes(head + "6101" + "6a".repeat(EncodedTermOrder.MAX_NESTING));
    byte[] other = bytes(head + "6102" + "6a".repeat(EncodedTermOrder.MAX_NESTING));
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          assertNotEquals(0, compare(new EncodedTermOrder(), map, other));
          assertEquals(0, compare(new EncodedTermOrder(), map, map.clone()));
        });
  }

  /** Pairs of sound terms, and of a term with a slightly changed copy of itself. */
  private List<byte[]> readablePairs(Random random, TermMutator mutator, ErlangTerms erlang)
      throws Exception {
    List<byte[]> terms = new ArrayList<>(mutator.sound());
    List<byte[]> candidates = new ArrayList<>();
    while (candidates.size() < 2 * PAIRS) {
      byte[] one = terms.get(random.nextInt(terms.size()));
      byte[] other =
          random.nextBoolean() ? terms.get(random.nextInt(terms.size())) : mutator.changed(one);
      if (isReadable(other)) {
        candidates.add(one);
        candidates.add(other);
      }
    }
    int[] used = erlang.used(candidates);
    List<byte[]> pairs = new ArrayList<>();
    for (int i = 0; i < used.length; i += 2) {
      if (used[i] > 0 && used[i + 1] > 0) {
        pairs.addAll(candidates.subList(i, i + 2));
      }
    }
    return pairs;
  }

  /** An object of the term that these digits encode. */
  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex("83" + hex.replace(" ", ""));
  }

  private boolean isReadable(byte[] encoding) {
    ByteView view = ByteView.of(encoding);
    return scanner.scanTerm(view, 1, view.size()) != TermScanner.FAULT;
  }

  private static int compare(EncodedTermOrder order, byte[] a, byte[] b) {
    return order.compare(ByteView.of(a), 1, ByteView.of(b), 1);
  }

  private static int reversed(int comparison) {
    return comparison == EncodedTermOrder.UNDECIDED ? comparison : -comparison;
  }

  private static String describe(byte[] a, byte[] b, int expected, int actual) {
    HexFormat hex = HexFormat.of();
    return "Erlang says %d, we %d of %s and %s"
        .formatted(expected, actual, hex.formatHex(a), hex.formatHex(b));
  }
}
