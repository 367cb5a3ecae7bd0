package io.detsguard.storage.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.history.FigureSample;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.backup.QuietLog;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.FaultyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples of figures on disk. */
@ExtendWith(QuietLog.class)
class FileFigureLogTest {
  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("figures.log");
  }

  private FileFigureLog log() {
    return new FileFigureLog(file(), new DiskFiles());
  }

  private static FigureSample sample(int number) {
    return new FigureSample(
        new TableName("table_" + number),
        Instant.ofEpochMilli(1_770_820_200_000L + number),
        number,
        200_000L + number,
        number % 2 == 0 ? OptionalLong.of(130_000) : OptionalLong.empty(),
        number % 3 == 0 ? OptionalLong.of(0) : OptionalLong.empty());
  }

  private static List<FigureSample> samples(int from, int to) {
    return IntStream.range(from, to).mapToObj(FileFigureLogTest::sample).toList();
  }

  @Test
  void isEmptyBeforeTheFirstSample() throws IOException {
    assertEquals(List.of(), log().load());
  }

  @Test
  void givesBackWhatWasAddedInItsOrder() throws IOException {
    log().append(samples(0, 5));
    log().append(samples(5, 9));

    assertEquals(samples(0, 9), log().load());
  }

  @Test
  void writesLinesAsTheyAreDocumented() throws IOException {
    log()
        .append(
            List.of(
                new FigureSample(
                    new TableName("task_queue"),
                    Instant.ofEpochMilli(1_770_820_200_000L),
                    640,
                    204_488,
                    OptionalLong.empty(),
                    OptionalLong.of(6400))));

    assertEquals(
        "\n" + line("1770820200000 task_queue 640 204488 - 6400"), Files.readString(file()));
  }

  @Test
  void replacesEverything() throws IOException {
    log().append(samples(0, 5));
    log().replace(samples(3, 4));
    log().append(samples(7, 8));

    assertEquals(List.of(sample(3), sample(7)), log().load());
  }

  @Test
  void isForTheOwnerAndItsGroupAlone() throws IOException {
    log().append(samples(0, 1));

    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file()));
    assertTrue(permissions.endsWith("---"), permissions);
  }

  @Test
  void losesNothingButATornLineWhereverAnAdditionWasCut() throws IOException {
    log().append(samples(0, 3));
    int before = (int) Files.size(file());
    log().append(samples(3, 6));
    byte[] whole = Files.readAllBytes(file());
    for (int length = before; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      log().append(samples(6, 7));

      List<FigureSample> loaded = log().load();
      int kept = loaded.size() - 1;
      assertEquals(samples(0, kept), loaded.subList(0, kept), "cut at " + length);
      assertEquals(sample(6), loaded.getLast(), "cut at " + length);
      assertTrue(kept >= 3, "cut at " + length);
    }
  }

  @Test
  void takesNoChangedByteForAnotherNumber() throws IOException {
    log().append(samples(0, 3));
    byte[] whole = Files.readAllBytes(file());
    for (int position = 0; position < whole.length; position++) {
      byte[] changed = whole.clone();
      changed[position] ^= 1;
      Files.write(file(), changed);

      assertTrue(samples(0, 3).containsAll(log().load()), "changed at " + position);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1770820200000 task_queue 640 204488 - ",
        "1770820200000 task_queue 640 204488 -",
        "1770820200000 task_queue 640 204488 - 6400 1",
        "1770820200000  640 204488 - 6400",
        "1770820200000 ../../etc 640 204488 - 6400",
        "1770820200000 task_queue -640 204488 - 6400",
        "1770820200000 task_queue 640 - - 6400",
        "1770820200000 task_queue 640 9999999999999999999 - 6400",
        "99999999999999999999 task_queue 640 204488 - 6400",
        "1770820200000 task_queue ٦ 204488 - 6400",
        "1770820200000\ttask_queue 640 204488 - 6400",
      })
  void leavesOutWhatIsNoSampleThoughItsChecksumIsRight(String fields) throws IOException {
    Files.writeString(file(), line("1770820200000 good 1 2 3 4") + line(fields));

    assertEquals(1, log().load().size());
  }

  @Test
  void readsAnyBytes() throws IOException {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("FileFigureLogTest: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      byte[] noise = new byte[random.nextInt(5000)];
      random.nextBytes(noise);
      Files.write(file(), noise);

      assertEquals(List.of(), log().load(), "-Ddetsguard.seed=" + seed);
    }
  }

  @Test
  void readsOnlyTheEndOfAFileThatIsTooLong() throws IOException {
    byte[] huge = new byte[FileFigureLog.MOST_BYTES + 1000];
    Arrays.fill(huge, (byte) 'x');
    Files.write(file(), huge);
    log().append(samples(0, 2));

    assertEquals(samples(0, 2), log().load());
  }

  @Test
  void keepsTheOldOrTheNewWhereverReplacingFails() throws IOException {
    for (FaultyFiles.Fault fault : FaultyFiles.Fault.values()) {
      for (int failing = 1; failing <= 6; failing++) {
        log().replace(samples(0, 3));
        int number = failing;
        boolean failed =
            fails(
                () ->
                    new FileFigureLog(file(), new FaultyFiles(fault, number))
                        .replace(samples(3, 5)));

        List<FigureSample> loaded = log().load();
        assertTrue(
            loaded.equals(samples(3, 5)) || failed && loaded.equals(samples(0, 3)),
            fault + " at " + failing + ": " + loaded);
      }
    }
  }

  @Test
  void keepsTheOldWhenAnAdditionFails() throws IOException {
    log().append(samples(0, 3));
    FaultyFiles full = new FaultyFiles(FaultyFiles.Fault.NO_SPACE, 2);
    assertThrows(IOException.class, () -> new FileFigureLog(file(), full).append(samples(3, 6)));
    log().append(samples(6, 7));

    assertTrue(
        log().load().containsAll(Stream.of(0, 1, 2, 6).map(FileFigureLogTest::sample).toList()));
  }

  private interface Action {
    void run() throws IOException;
  }

  private static boolean fails(Action action) {
    try {
      action.run();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static String line(String fields) {
    CRC32 crc = new CRC32();
    crc.update(fields.getBytes(ISO_8859_1));
    return String.format("%08x %s%n", crc.getValue(), fields);
  }
}
