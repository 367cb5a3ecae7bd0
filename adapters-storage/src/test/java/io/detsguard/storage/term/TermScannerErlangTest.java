package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.storage.erlang.NeedsErlang;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scanner accepts what Erlang accepts, and ends where Erlang ends. */
@NeedsErlang
class TermScannerErlangTest {
  private static final int TERMS = 3_000;
  private static final int MUTATIONS = Integer.getInteger("detsguard.mutations", 30_000);

  /** Atoms by their numbers in the running Erlang. */
  private static final List<String> INTERNAL_TAGS =
      List.of("byte 73", "byte 75", "tag 73", "tag 75");

  private final long seed = Long.getLong("detsguard.seed", System.nanoTime());
  private final TermScanner scanner = new TermScanner();

  @TempDir Path directory;

  @Test
  void agreesWithErlangOnSoundAndDamagedTerms() throws Exception {
    System.out.println("TermScannerErlangTest: detsguard.seed=" + seed);
    ErlangTerms erlang = new ErlangTerms(directory);
    List<byte[]> terms = erlang.generate(seed, TERMS);
    terms.forEach(TermScannerErlangTest::renameNode);
    List<byte[]> encodings = withMutations(new TermMutator(new Random(seed), terms));
    int[] used = erlang.used(encodings);
    List<String> disagreements = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      disagreement(encodings.get(i), used[i]).ifPresent(disagreements::add);
    }
    assertEquals(List.of(), disagreements);
    long refused = IntStream.of(used).filter(bytes -> bytes < 0).count();
    assertTrue(refused > used.length / 4 && refused < used.length, "refused " + refused);
  }

  /** Compressed terms are {@link CompressedTermTest}'s. */
  private static List<byte[]> withMutations(TermMutator mutator) {
    List<byte[]> encodings = new ArrayList<>(mutator.sound());
    while (encodings.size() < TERMS + MUTATIONS) {
      byte[] mutation = mutator.next();
      if (mutation.length > 1 && (mutation[1] & 0xFF) != TermTag.COMPRESSED) {
        encodings.add(mutation);
      }
    }
    return encodings;
  }

  private Optional<String> disagreement(byte[] encoding, int used) {
    ByteView view = ByteView.of(encoding);
    long end = scanner.scanTerm(view, 1, view.size());
    if (end == used || end == TermScanner.FAULT && isStricterOnPurpose(encoding)) {
      return Optional.empty();
    }
    return Optional.of(
        "Erlang takes %d, we %d (at %d: %s, not %s) of %s"
            .formatted(
                used,
                end,
                scanner.faultAt(),
                scanner.faultExpected(),
                scanner.faultFound(),
                HexFormat.of().formatHex(encoding)));
  }

  /** Erlang reads these, and writes none of them. */
  private boolean isStricterOnPurpose(byte[] encoding) {
    String expected = scanner.faultExpected();
    String found = scanner.faultFound();
    boolean decimalComma =
        expected.equals("a finite float as text")
            && new String(encoding, StandardCharsets.ISO_8859_1).contains(",");
    return decimalComma
        || expected.equals("a list of at least one element")
        || expected.equals("an integer") && found.equals("list")
        || expected.equals("a reference of 1 to 5 words") && found.equals("0 words")
        || INTERNAL_TAGS.contains(found);
  }

  /**
   * Makes the pids of the Erlang that answers those of another node: it knows which numbers its own
   * can have, a table's reader does not.
   */
  private static void renameNode(byte[] encoding) {
    String text = new String(encoding, StandardCharsets.ISO_8859_1);
    for (int at = text.indexOf("@nohost"); at >= 0; at = text.indexOf("@nohost", at + 1)) {
      encoding[at + 1] = 'X';
      encoding[at + 2] = 'X';
    }
  }
}
