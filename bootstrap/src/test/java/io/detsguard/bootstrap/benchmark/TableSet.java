package io.detsguard.bootstrap.benchmark;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.TableFileWriter;
import io.detsguard.storage.dets.TableSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A set of tables to measure with, always the same bytes.
 *
 * @param tables how many
 * @param records in each
 * @param payload bytes of noise in each record, beside about 30 others
 */
record TableSet(String name, int tables, int records, int payload) {
  private static final int VERSION = 131;
  private static final int SMALL_TUPLE = 104;
  private static final int INTEGER = 98;
  private static final int BINARY = 109;

  /** S: 9 of about 50 kB; M: 9 of about 28 MB; L: 9 of about 320 MB; wide: 2,000 of about 20 kB. */
  static TableSet of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "s" -> new TableSet("S", 9, 160, 220);
      case "m" -> new TableSet("M", 9, 100_000, 225);
      case "l" -> new TableSet("L", 9, 145_000, 1_980);
      case "wide" -> new TableSet("wide", 2_000, 100, 90);
      default -> throw new IllegalArgumentException("no set " + name + "; there are S M L wide");
    };
  }

  /** Writes them, unless they are there. */
  List<Path> in(Path directory) throws IOException {
    Files.createDirectories(directory);
    List<Path> files = new ArrayList<>();
    for (int table = 0; table < tables; table++) {
      Path file = directory.resolve("table_" + table + ".dets");
      if (!Files.exists(file)) {
        write(file, table);
      }
      files.add(file);
    }
    return files;
  }

  private void write(Path file, int seed) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    SplittableRandom random = new SplittableRandom(seed);
    TableFileWriter writer = new TableFileWriter(TableSpec.of(TableType.SET, 1));
    for (int record = 0; record < records; record++) {
      writer.insert(record(record, random));
    }
    try (OutputStream out = Files.newOutputStream(draft)) {
      writer.writeTo(out);
    }
    Files.move(draft, file);
  }

  /** {@code {Number, Noise}}. */
  private byte[] record(int number, SplittableRandom random) {
    byte[] noise = new byte[payload];
    random.nextBytes(noise);
    return ByteBuffer.allocate(payload + 13)
        .put((byte) VERSION)
        .put((byte) SMALL_TUPLE)
        .put((byte) 2)
        .put((byte) INTEGER)
        .putInt(number)
        .put((byte) BINARY)
        .putInt(payload)
        .put(noise)
        .array();
  }
}
