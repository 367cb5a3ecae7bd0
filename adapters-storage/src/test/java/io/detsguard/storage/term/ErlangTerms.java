package io.detsguard.storage.term;

import io.detsguard.storage.erlang.ErlangNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks a real Erlang about encoded terms, many at a time. */
final class ErlangTerms {
  private static final String SCRIPT = "/erlang/terms.escript";

  private final Path directory;
  private final ErlangNode erlang;

  ErlangTerms(Path directory) {
    this.directory = directory;
    this.erlang = new ErlangNode(directory);
  }

  /** Random terms of all kinds as Erlang encodes them, version byte first. */
  List<byte[]> generate(long seed, int count) throws IOException, InterruptedException {
    erlang.runResource(SCRIPT, "generate", Long.toString(seed), Integer.toString(count), "terms");
    ByteBuffer records = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("terms")));
    List<byte[]> terms = new ArrayList<>();
    while (records.hasRemaining()) {
      byte[] term = new byte[records.getInt()];
      records.get(term);
      terms.add(term);
    }
    return terms;
  }

  /** For each encoding how many of its bytes Erlang takes as a term, or -1. */
  int[] used(List<byte[]> encodings) throws IOException, InterruptedException {
    return words("used", encodings);
  }

  /** The portable hash of each term. */
  int[] hashes(List<byte[]> encodings) throws IOException, InterruptedException {
    return words("hash", encodings);
  }

  /**
   * How the terms of each two encodings compare: in updates of a table and by value, -1, 0, 1, or 2
   * when that is not known.
   */
  byte[] comparisons(List<byte[]> encodings) throws IOException, InterruptedException {
    write("in", encodings);
    erlang.runResource(SCRIPT, "compare", "in", "out");
    return Files.readAllBytes(directory.resolve("out"));
  }

  /** Fails unless the terms are the same, one by one. */
  void requireSame(List<byte[]> some, List<byte[]> others)
      throws IOException, InterruptedException {
    write("some", some);
    write("others", others);
    erlang.runResource(SCRIPT, "same", "some", "others");
  }

  private int[] words(String question, List<byte[]> encodings)
      throws IOException, InterruptedException {
    write("in", encodings);
    erlang.runResource(SCRIPT, question, "in", "out");
    ByteBuffer answers = ByteBuffer.wrap(Files.readAllBytes(directory.resolve("out")));
    int[] words = new int[encodings.size()];
    answers.asIntBuffer().get(words);
    return words;
  }

  private void write(String file, List<byte[]> records) throws IOException {
    Files.write(directory.resolve(file), framed(records));
  }

  private static byte[] framed(List<byte[]> records) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (byte[] bytesOfRecord : records) {
        out.writeInt(bytesOfRecord.length);
        out.write(bytesOfRecord);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
