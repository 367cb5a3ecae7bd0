package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.storage.erlang.NeedsErlang;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  @NeedsErlang
  void agreesWithErlangOnRandomTermsInAllEncodings(@TempDir Path directory) throws Exception {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("PortableHashTest: detsguard.seed=" + seed);
    ErlangTerms erlang = new ErlangTerms(directory);
    TermMutator mutator = new TermMutator(new Random(seed), erlang.generate(seed, 5_000));
    List<byte[]> encodings = new ArrayList<>(mutator.sound());
    for (int i = 0; i < 20_000; i++) {
      encodings.add(mutator.next());
    }
    encodings.removeIf(encoding -> !isReadable(encoding));
    // Erlang refuses what it knows to be no pid of its own; a scan does not know that.
    int[] used = erlang.used(encodings);
    List<byte[]> readable = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      if (used[i] >= 0) {
        readable.add(encodings.get(i));
      }
    }
    assertHashes(readable, erlang.hashes(readable));
    assertTrue(readable.size() > 6_000, "readable: " + readable.size());
  }

  private boolean isReadable(byte[] encoding) {
    ByteView view = ByteView.of(encoding);
    return view.size() > 1
        && view.u8(1) != TermTag.COMPRESSED
        && scanner.scanTerm(view, 1, view.size()) != TermScanner.FAULT;
  }

  private void assertHashes(List<byte[]> encodings, int[] expected) {
    for (int i = 0; i < expected.length; i++) {
      ByteView view = ByteView.of(encodings.get(i));
      long end = scanner.scanTerm(view, 1, view.size());
      String hex = HexFormat.of().formatHex(encodings.get(i));
      assertEquals(expected[i], hash.hash(view, 1, end), hex);
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
