package io.detsguard.storage.backup;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.TableFileWriter;
import io.detsguard.storage.dets.TableSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Sound tables with numbered records. */
public final class SampleTables {
  private SampleTables() {}

  /** A properly closed set of {@code records} records {@code {N, Version}}. */
  public static byte[] bytes(int records, int version) throws IOException {
    TableFileWriter writer = new TableFileWriter(TableSpec.of(TableType.SET, 1));
    for (int key = 0; key < records; key++) {
      writer.insert(pair(key, version));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.writeTo(bytes);
    return bytes.toByteArray();
  }

  /** Writes such a table in one step, as its owner's compaction would. */
  public static void write(Path file, int records, int version) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName());
    Files.write(temporary, bytes(records, version));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The external format of a pair of integers. */
  private static byte[] pair(int first, int second) {
    return ByteBuffer.allocate(13)
        .put((byte) 131)
        .put((byte) 104)
        .put((byte) 2)
        .put((byte) 98)
        .putInt(first)
        .put((byte) 98)
        .putInt(second)
        .array();
  }
}
