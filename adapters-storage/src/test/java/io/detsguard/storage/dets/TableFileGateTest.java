package io.detsguard.storage.dets;

import static io.detsguard.storage.dets.Encodings.binary;
import static io.detsguard.storage.dets.Encodings.integer;
import static io.detsguard.storage.dets.Encodings.object;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.TableType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileGateTest {
  @TempDir private Path directory;

  private static void assertUnreadable(Path file, String found) throws InterruptedException {
    List<CheckReport> reports =
        List.of(
            new FiguresReader().read(file),
            new TableFileInspector().inspect(file),
            TestCheckers.ofRecords().check(file));
    for (CheckReport report : reports) {
      assertEquals(Verdict.UNREADABLE, report.verdict());
      assertEquals(FindingKind.IO, report.findings().getFirst().kind());
      assertTrue(report.summary().contains(found), report::summary);
    }
  }

  private Path table(int records) throws IOException {
    List<byte[]> objects =
        IntStream.range(0, records)
            .mapToObj(i -> object(integer(i), binary("value " + i)))
            .toList();
    return Files.write(directory.resolve("table.dets"), TestTables.of(TableType.SET, objects));
  }

  @Test
  void missingFileIsUnreadable() throws InterruptedException {
    assertUnreadable(directory.resolve("none.dets"), "no such file");
  }

  @Test
  void directoryIsUnreadable() throws InterruptedException {
    assertUnreadable(directory, "something else");
  }

  @Test
  void pipeIsNotWaitedFor() throws Exception {
    Path pipe = directory.resolve("pipe.dets");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertUnreadable(pipe, "something else"));
  }

  @Test
  void loopOfLinksIsUnreadable() throws Exception {
    Path link = directory.resolve("loop.dets");
    Files.createSymbolicLink(link, link);
    assertUnreadable(link, "symbolic link");
  }

  @Test
  void linkToATableIsFollowed() throws Exception {
    Path link = directory.resolve("link.dets");
    Files.createSymbolicLink(link, table(10));
    assertTrue(TestCheckers.ofRecords().check(link).isSound());
  }

  @Test
  void checkingLeavesTheFileAsItIs() throws Exception {
    Path file = table(1000);
    byte[] before = Files.readAllBytes(file);
    Object modified = Files.getLastModifiedTime(file);
    TestCheckers.withSortedDigest().check(file);
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(modified, Files.getLastModifiedTime(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void fileThatGetsShorterWhileItIsReadIsUnreadable(int workers) throws Exception {
    Path file = table(50_000);
    CheckReport report =
        new TableFileChecker(new CheckOptions(workers, Digests.RECORDS))
            .check(file, (bytes, inAll) -> truncate(file));
    assertEquals(Verdict.UNREADABLE, report.verdict(), () -> report.findings().toString());
    assertEquals(FindingKind.CHANGED_WHILE_READ, report.findings().getFirst().kind());
  }

  private static void truncate(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(DetsLayout.BASE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void interruptEndsTheCheck(int workers) throws IOException {
    Path file = table(50_000);
    Thread caller = Thread.currentThread();
    AtomicBoolean told = new AtomicBoolean();
    TableFileChecker checker = new TableFileChecker(new CheckOptions(workers, Digests.RECORDS));
    // Once only: a second worker may report after the first interrupt has done its work.
    CheckProgress interruptOnce =
        (bytes, inAll) -> {
          if (told.compareAndSet(false, true)) {
            caller.interrupt();
          }
        };
    assertThrows(InterruptedException.class, () -> checker.check(file, interruptOnce));
    assertFalse(Thread.interrupted());
  }

  @Test
  void interruptEndsReadingTheFigures() throws IOException {
    Path file = table(10);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> new FiguresReader().read(file));
    assertFalse(Thread.interrupted());
  }

  @Test
  void progressRisesToTheLengthOfTheFile() throws Exception {
    Path file = table(50_000);
    List<Long> heard = new ArrayList<>();
    TestCheckers.ofRecords().check(file, (bytes, inAll) -> heard.add(bytes));
    assertEquals(heard.stream().sorted().toList(), heard);
    assertEquals(Files.size(file), heard.getLast());
    assertTrue(heard.size() > 10);
  }

  @Test
  void failureOfTheListenerEndsTheCheck() throws IOException {
    Path file = table(50_000);
    TableFileChecker checker = TestCheckers.ofRecords();
    assertThrows(
        IllegalStateException.class,
        () ->
            checker.check(
                file,
                (bytes, inAll) -> {
                  throw new IllegalStateException("the terminal is gone");
                }));
  }
}
