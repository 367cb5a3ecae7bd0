package io.detsguard.storage.compact;

import static io.detsguard.storage.compact.CompactionScene.NOBODY;
import static io.detsguard.storage.compact.CompactionScene.check;
import static io.detsguard.storage.compact.CompactionScene.compactTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.UnusableTableException;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.compact.CompactionForecast;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.compact.CompactionOutcome.Compacted;
import io.detsguard.domain.restore.Holder;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.FaultyFiles;
import io.detsguard.storage.file.FaultyFiles.Fault;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compactions of tables that Erlang has made. */
class CompactionTest {
  /** The length that Erlang's own compaction makes of {@code frag75.dets}. */
  private static final long ERLANGS_LENGTH = 131_064;

  @TempDir private Path directory;

  static Stream<Corpus.Row> soundTables() {
    return Corpus.rows().filter(row -> check(row.path()).verdict() == Verdict.SOUND);
  }

  @ParameterizedTest
  @MethodSource("soundTables")
  void holdsTheSameRecordsAndIsAsLongAsPredicted(Corpus.Row row) throws Exception {
    Path target = directory.resolve("compact.dets");
    byte[] before = Files.readAllBytes(row.path());
    Compacted compacted = assertInstanceOf(Compacted.class, compactTo(target, row.path(), false));

    CheckReport report = check(target);
    assertTrue(report.isSound(), report::toString);
    assertEquals(check(row.path()).sortedDigest(), report.sortedDigest());
    assertEquals(compacted.forecast().bytesAfter(), Files.size(target));
    assertEquals(0, report.figures().orElseThrow().freeBytes().orElseThrow());
    assertEquals(shape(check(row.path())), shape(report));
    assertArrayEquals(before, Files.readAllBytes(row.path()));
  }

  private static List<Object> shape(CheckReport report) {
    TableFigures figures = report.figures().orElseThrow();
    return List.of(
        figures.type(), figures.keyPosition(), figures.records(), figures.keys(), figures.slots());
  }

  @ParameterizedTest
  @MethodSource("soundTables")
  void givesUnusedSlotsBackWithoutLosingARecord(Corpus.Row row) throws Exception {
    Path target = directory.resolve("compact.dets");
    Compacted compacted = assertInstanceOf(Compacted.class, compactTo(target, row.path(), true));

    CheckReport report = check(target);
    TableFigures figures = report.figures().orElseThrow();
    assertTrue(report.isSound(), report::toString);
    assertEquals(check(row.path()).sortedDigest(), report.sortedDigest());
    assertEquals(compacted.forecast().bytesAfter(), Files.size(target));
    assertEquals(compacted.forecast().slotsAfter(), figures.slots().used());
    assertTrue(figures.slots().used() <= compacted.forecast().slotsBefore());
  }

  @Test
  void isAsCompactAsErlangsOwnCompaction() throws Exception {
    Path target = directory.resolve("compact.dets");
    Compacted compacted =
        assertInstanceOf(Compacted.class, compactTo(target, Corpus.file("frag75.dets"), false));

    assertEquals(new CompactionForecast(488_601, ERLANGS_LENGTH, 1280, 1280), compacted.forecast());
    assertEquals(ERLANGS_LENGTH, Files.size(target));
    assertTrue(compacted.forecast().isWorthwhile());
  }

  @Test
  void shrinksATableThatLostMostOfItsKeys() throws Exception {
    Path target = directory.resolve("compact.dets");
    Compacted compacted =
        assertInstanceOf(Compacted.class, compactTo(target, Corpus.file("frag75.dets"), true));

    assertEquals(512, compacted.forecast().slotsAfter());
    assertTrue(Files.size(target) < ERLANGS_LENGTH);
  }

  @ParameterizedTest
  @MethodSource("tablesThatCannotBe")
  void refusesWhatIsNotSound(String file) {
    Path target = directory.resolve("compact.dets");
    assertThrows(UnusableTableException.class, () -> compactTo(target, Corpus.file(file), false));
    assertTrue(Files.notExists(target));
  }

  static Stream<String> tablesThatCannotBe() {
    return Stream.of("bad_md5.dets", "text_file.dets", "truncated_half.dets");
  }

  @Test
  void neverOverwrites() throws Exception {
    Path target = Files.writeString(directory.resolve("compact.dets"), "precious");
    assertThrows(
        FileAlreadyExistsException.class,
        () -> compactTo(target, Corpus.file("frag75.dets"), false));
    assertEquals("precious", Files.readString(target));
  }

  @Test
  void compactsInPlaceAndKeepsTheOldFile() throws Exception {
    CompactionScene scene = new CompactionScene(directory.resolve("t"), Corpus.file("frag75.dets"));
    Compacted compacted = assertInstanceOf(Compacted.class, scene.compact(new DiskFiles(), NOBODY));

    Path kept = Path.of(compacted.kept().orElseThrow().value());
    assertEquals(ERLANGS_LENGTH, Files.size(scene.live()));
    assertEquals(-1, Files.mismatch(kept, Corpus.file("frag75.dets")));
    assertEquals(
        List.of("task_queue.dets", "task_queue.dets.before-compact-2026-02-11T12-00-00"),
        scene.names());
    assertInstanceOf(CompactionOutcome.NothingToWin.class, scene.compact(new DiskFiles(), NOBODY));
  }

  @Test
  void keepsOnlyTheLastFileThatACompactionReplaced() throws Exception {
    CompactionScene scene = new CompactionScene(directory.resolve("t"), Corpus.file("frag75.dets"));
    Path restored =
        Files.writeString(
            scene.live().resolveSibling("task_queue.dets.before-restore-2026-02-10T12-00-00"), "");
    scene.compact(new DiskFiles(), NOBODY);
    Files.write(scene.live(), Corpus.bytes("emptied.dets"));
    scene.compact(new DiskFiles(), NOBODY);

    String kept = "task_queue.dets.before-compact-2026-02-11T12-00-00_2";
    assertEquals(
        List.of("task_queue.dets", kept, restored.getFileName().toString()), scene.names());
    assertEquals(
        -1, Files.mismatch(scene.live().resolveSibling(kept), Corpus.file("emptied.dets")));
  }

  @Test
  void refusesWhileAProcessHasTheTableOpen() throws Exception {
    CompactionScene scene = new CompactionScene(directory.resolve("t"), Corpus.file("frag75.dets"));
    CompactionOutcome outcome =
        scene.compact(
            new DiskFiles(), file -> new Occupancy.Open(List.of(new Holder(7, "beam.smp"))));

    assertEquals(
        Refusal.Kind.TABLE_OPEN,
        assertInstanceOf(CompactionOutcome.Refused.class, outcome).refusal().kind());
    assertEquals(-1, Files.mismatch(scene.live(), Corpus.file("frag75.dets")));
    assertEquals(List.of("task_queue.dets"), scene.names());
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheOldTableOrTheCompactOneWhereverTheDiskFails(Fault fault) throws Exception {
    FaultyFiles counting = FaultyFiles.counting();
    new CompactionScene(directory.resolve("counting"), Corpus.file("frag75.dets"))
        .compact(counting, NOBODY);
    assertTrue(counting.changes() > 6, "worth breaking: " + counting.changes());
    for (long failing = 1; failing <= counting.changes(); failing++) {
      CompactionScene scene =
          new CompactionScene(directory.resolve("t" + failing), Corpus.file("frag75.dets"));
      boolean claimed = claims(scene, new FaultyFiles(fault, failing));
      long length = Files.size(scene.live());
      assertTrue(length == ERLANGS_LENGTH || !claimed && length == 488_601, "at " + failing);
      assertEquals(
          check(Corpus.file("frag75.dets")).sortedDigest(), check(scene.live()).sortedDigest());
      scene.compact(new DiskFiles(), NOBODY);
      assertEquals(ERLANGS_LENGTH, Files.size(scene.live()));
    }
  }

  private static boolean claims(CompactionScene scene, FaultyFiles files) throws Exception {
    try {
      scene.compact(files, NOBODY);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
