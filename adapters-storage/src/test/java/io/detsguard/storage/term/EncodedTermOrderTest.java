package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.storage.erlang.NeedsErlang;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
