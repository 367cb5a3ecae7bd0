package io.detsguard.storage.salvage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.repair.RepairReport;
import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.PatchedTable;
import io.detsguard.storage.dets.TableFileChecker;
import io.detsguard.storage.dets.TestCheckers;
import io.detsguard.storage.file.FaultyFiles;
import io.detsguard.storage.file.FaultyFiles.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A repair on a disk that fails at its first, second, third … change. */
class SalvageFaultTest {
  @TempDir private Path directory;

  /** A table with an interrupted move, so that two files are written. */
  private Path source() throws IOException {
    PatchedTable table = new PatchedTable(Corpus.bytes("task_queue.dets"));
    long slot = table.usedSlots(1)[0];
    table.u32(table.u32(slot + 4) + DetsLayout.STATUS_OFFSET, DetsLayout.FREE);
    table.u32(slot + 4, 0x1000008).u32(DetsLayout.CLOSED_PROPERLY_OFFSET, 0);
    return Files.write(directory.resolve("damaged.dets"), table.bytes());
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void leavesAWholeTableOrNoneWhereverTheDiskFails(Fault fault) throws Exception {
    Path source = source();
    Path target = directory.resolve("repaired.dets");
    FaultyFiles counting = FaultyFiles.counting();
    Repairs.run(Repairs.order(source, target), counting);
    deleteAllBut(source);
    for (long failing = 1; failing <= counting.changes(); failing++) {
      FaultyFiles files = new FaultyFiles(fault, failing);
      if (fault == Fault.NO_SPACE) {
        repairUnlessFull(source, target, files);
      } else {
        failOrSayWhose(source, target, files);
      }
      requireWholeOrAbsent(source);
      deleteNamed(source);
      Repairs.run(Repairs.order(source, target));
      assertEquals(List.of(), hidden(), "left behind after change " + failing);
      deleteAllBut(source);
    }
  }

  /** An owner that cannot be given is no reason to give nothing, but is told. */
  private static void failOrSayWhose(Path source, Path target, FaultyFiles files) throws Exception {
    try {
      RepairReport report = Repairs.report(Repairs.run(Repairs.order(source, target), files));
      assertTrue(report.notes().toString().contains("could not be given to"), report::toString);
    } catch (IOException e) {
      assertTrue(String.valueOf(e.getMessage()).length() > 3, e::toString);
    }
  }

  /** A full disk does not stand in the way of names, so the last steps may succeed. */
  private static void repairUnlessFull(Path source, Path target, FaultyFiles files)
      throws Exception {
    try {
      Repairs.run(Repairs.order(source, target), files);
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("No space left"), e::toString);
      assertFalse(Files.exists(target));
    }
  }

  private void requireWholeOrAbsent(Path source) throws Exception {
    TableFileChecker checker = TestCheckers.ofRecords();
    for (Path file : files()) {
      boolean visible = !file.getFileName().toString().startsWith(".");
      if (visible && !file.equals(source)) {
        assertTrue(checker.check(file).isSound(), file::toString);
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private List<Path> hidden() throws IOException {
    return files().stream().filter(file -> file.getFileName().toString().startsWith(".")).toList();
  }

  private void deleteAllBut(Path source) throws IOException {
    for (Path file : files()) {
      if (!file.equals(source)) {
        Files.delete(file);
      }
    }
  }

  /** What an operator would remove before another try: not the hidden leftovers. */
  private void deleteNamed(Path source) throws IOException {
    for (Path file : files()) {
      if (!file.equals(source) && !hidden().contains(file)) {
        Files.delete(file);
      }
    }
  }
}
