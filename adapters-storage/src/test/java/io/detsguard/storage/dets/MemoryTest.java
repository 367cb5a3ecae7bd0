package io.detsguard.storage.dets;

import static io.detsguard.storage.dets.Encodings.binary;
import static io.detsguard.storage.dets.Encodings.integer;
import static io.detsguard.storage.dets.Encodings.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.salvage.RepairMain;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small heap is enough for any table. */
class MemoryTest {
  @TempDir private Path directory;

  private static String checkInSmallHeap(Path file) throws IOException, InterruptedException {
    return runInHeap("64m", CheckMain.class, file);
  }

  private static String runInHeap(String heap, Class<?> main, Path file)
      throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process java =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + heap,
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    classPath,
                    main.getName(),
                    file.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, java.waitFor(), output);
    return output;
  }

  @Test
  void tableOfAllSlotsAndManyRecordsIsCheckedInASmallHeap() throws Exception {
    Path file = directory.resolve("wide.dets");
    TableSpec spec = new TableSpec(TableType.SET, 1, DetsLayout.SLOTS_MAX, DetsLayout.SLOTS_MAX);
    TableFileWriter writer = new TableFileWriter(spec);
    for (int i = 0; i < 200_000; i++) {
      writer.insert(object(integer(i), binary("value " + i)));
    }
    for (int i = 0; i < 64; i++) {
      writer.insert(object(binary("large " + i), binary(new byte[1 << 20])));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      writer.writeTo(out);
    }
    assertTrue(Files.size(file) > 330_000_000);
    assertEquals("SOUND 200064 true", checkInSmallHeap(file));
  }

  @Test
  void tableOfTwoGibibytesIsCheckedInASmallHeap() throws Exception {
    Path file = directory.resolve("long.dets");
    writeEmptied(file, 2_000_000_000L);
    assertEquals("SOUND 0 true", checkInSmallHeap(file));
  }

  @Test
  void tableOfManySmallRecordsIsRepairedInASmallHeap() throws Exception {
    int records = 1_500_000;
    Path file = directory.resolve("many.dets");
    TableFileWriter writer = new TableFileWriter(TableSpec.of(TableType.SET, 1));
    for (int i = 0; i < records; i++) {
      writer.insert(object(integer(i)));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      writer.writeTo(out);
    }
    assertEquals(records + " records, nothing lost", runInHeap("32m", RepairMain.class, file));
  }

  /** A table whose data once reached about so far and was all deleted, without the bytes. */
  private static void writeEmptied(Path file, long about) throws IOException {
    int blockLog2 = 16;
    long base = DetsLayout.fixedBytes(256);
    long dataEnd = base + (about >> blockLog2 << blockLog2);
    FreeLists lists = new FreeLists(base, dataEnd);
    for (long block = base; block < dataEnd; block += 1L << blockLog2) {
      lists.free(block, blockLog2);
    }
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(TestTables.of(TableType.SET, List.of()), 0, (int) base);
      out.seek(0);
      out.writeInt((int) dataEnd);
      out.seek(dataEnd);
      lists.write(out);
      out.writeInt((int) (out.getFilePointer() + 4 - base));
    }
  }
}
