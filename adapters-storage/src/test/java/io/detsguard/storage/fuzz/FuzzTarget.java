package io.detsguard.storage.fuzz;

import io.detsguard.domain.term.Term;
import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.CorpusObjects;
import io.detsguard.storage.term.TermDecoder;
import io.detsguard.storage.term.TermFormatException;
import io.detsguard.storage.term.TermMutator;
import io.detsguard.storage.term.text.ErlangTermPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What is fuzzed, and what with at first. */
enum FuzzTarget {
  TABLE_READER(TableReaderFuzz.class, FuzzTarget.LARGEST_TABLE, "tables.dict"),
  SALVAGER(SalvagerFuzz.class, FuzzTarget.LARGEST_TABLE, "tables.dict"),
  TERM_BYTES(TermBytesFuzz.class, 4096, "terms.dict"),
  TERM_TEXT(TermTextFuzz.class, 4096, "text.dict");

  /** Larger tables have nothing that these do not, and fewer of their bytes matter. */
  private static final int LARGEST_TABLE = 25_000;

  private final Class<?> entry;
  private final int maxBytes;
  private final String dictionary;

  FuzzTarget(Class<?> entry, int maxBytes, String dictionary) {
    this.entry = entry;
    this.maxBytes = maxBytes;
    this.dictionary = dictionary;
  }

  /** The class that Jazzer calls. */
  Class<?> entry() {
    return entry;
  }

  /** No input is longer. */
  int maxBytes() {
    return maxBytes;
  }

  /** A resource with words that inputs are made of. */
  String dictionary() {
    return "/fuzz/" + dictionary;
  }

  /** Its name in files and commands. */
  String directoryName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Inputs to begin with, all of them good or nearly so. */
  List<byte[]> seeds() throws IOException {
    return switch (this) {
      case TABLE_READER, SALVAGER -> tables();
      case TERM_BYTES -> terms();
      case TERM_TEXT -> texts();
    };
  }

  private static List<byte[]> tables() throws IOException {
    List<byte[]> tables = new ArrayList<>();
    for (Corpus.Row row : Corpus.rows().toList()) {
      if (Files.size(row.path()) <= LARGEST_TABLE) {
        tables.add(Files.readAllBytes(row.path()));
      }
    }
    return tables;
  }

  private static List<byte[]> terms() throws IOException {
    return new TermMutator(new Random(1), CorpusObjects.of("all_terms.dets")).sound();
  }

  private static List<byte[]> texts() throws IOException {
    List<byte[]> texts = new ArrayList<>();
    for (byte[] object : CorpusObjects.of("all_terms.dets")) {
      String text = ErlangTermPrinter.text(term(object)) + ".\n";
      texts.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static Term term(byte[] object) {
    try {
      return new TermDecoder().decode(ByteView.of(object), 0, object.length);
    } catch (TermFormatException e) {
      throw new IllegalStateException("a term of the corpus cannot be read", e);
    }
  }
}
