package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortableHashTest {
  private final TermScanner scanner = new TermScanner();
  private final PortableHash hash = new PortableHash();

  @Test
  void agreesWithErlangOnAllVectors() throws IOException {
    List<String> vectors = vectors();
    assertEquals(458, vectors.size());
    for (String vector : vectors) {
      String[] fields = vector.split(" ");
      ByteView view = ByteView.of(HexFormat.of().parseHex(fields[0]));
      assertEquals(view.size(), scanner.scanTerm(view, 1, view.size()), vector);
      assertEquals(Integer.parseInt(fields[1]), hash.hash(view, 1, view.size()), vector);
    }
  }

  private static List<String> vectors() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PortableHashTest.class.getResourceAsStream("/corpus/phash2_vectors.txt"),
                StandardCharsets.US_ASCII))) {
      return new ArrayList<>(lines.lines().toList());
    }
  }
}
