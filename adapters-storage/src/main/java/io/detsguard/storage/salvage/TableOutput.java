package io.detsguard.storage.salvage;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.storage.dets.CheckOptions;
import io.detsguard.storage.dets.RecordDigester;
import io.detsguard.storage.dets.TableFileChecker;
import io.detsguard.storage.dets.TableSpec;
import io.detsguard.storage.file.AtomicFile;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FileOwnership;
import io.detsguard.storage.file.OutputFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Puts new tables in place, each whole, read back and forced, or not at all.
 *
 * <p>The table is written under a hidden name beside the target, forced and at the same time read
 * back and checked to the last record; then it gets its name, and the directory is forced.
 */
final class TableOutput {
  private static final String CANDIDATES_ENDING = ".candidates.dets";

  private final DurableFiles files;
  private final Path target;
  private final Path source;
  private final TableFileChecker checker;
  private final List<String> notes = new ArrayList<>();

  /**
   * @param target where the table goes; its candidates go beside it
   * @param source the damaged file, whose owner and permissions the new ones get
   * @param workers threads that check what was written
   */
  TableOutput(DurableFiles files, Path target, Path source, int workers) {
    this.files = files;
    this.target = target;
    this.source = source;
    this.checker = new TableFileChecker(new CheckOptions(workers, Digests.RECORDS));
  }

  /** The new table. */
  Path target() {
    return target;
  }

  /** The table of candidates. */
  Path candidates() {
    return target.resolveSibling(target.getFileName() + CANDIDATES_ENDING);
  }

  /** Refuses when there is something in a place where a table is to go. */
  void requireFreeNames() throws FileAlreadyExistsException {
    requireFree(target);
    requireFree(candidates());
  }

  private static void requireFree(Path name) throws FileAlreadyExistsException {
    if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(name.toString(), null, "the file exists already");
    }
  }

  /** The digest of a table's objects, read where they lie in the damaged file. */
  static RecordDigest digest(Excavation dig, PlannedTable table) {
    UnitKeys objects = new UnitKeys(dig);
    RecordDigester digester = new RecordDigester();
    for (int i = 0; i < table.units(); i++) {
      table.forEachObject(
          table.unit(i), objects, (at, length) -> digester.add(dig.file(), at, length));
    }
    return digester.digest();
  }

  /**
   * Writes a table and gives it its name.
   *
   * @param digest of the objects where they come from, which those of the new table must have
   * @return the length of the file
   * @throws IOException when it cannot be written, or does not stand the check; nothing is left
   */
  long write(
      Excavation dig,
      PlannedTable table,
      RecordDigest digest,
      TableSpec spec,
      Path name,
      StepProgress progress)
      throws IOException, InterruptedException {
    Path temporary = name.resolveSibling("." + name.getFileName() + ".tmp");
    files.delete(temporary); // a crash may have left one
    try {
      long bytes = writeTemporary(dig, table, digest, spec, temporary, progress);
      adopt(temporary);
      files.moveToFreeName(temporary, name);
      files.forceDirectory(name.toAbsolutePath().getParent());
      return bytes;
    } catch (IOException | InterruptedException | RuntimeException e) {
      files.discard(temporary, e);
      throw e;
    }
  }

  private long writeTemporary(
      Excavation dig,
      PlannedTable table,
      RecordDigest digest,
      TableSpec spec,
      Path temporary,
      StepProgress progress)
      throws IOException, InterruptedException {
    try (OutputFile file = files.create(temporary, AtomicFile.OWNER_ONLY)) {
      long bytes = new TableEncoding(dig, table, spec, file::write).write();
      progress.nextStep();
      // The disk and the processors work at the same time.
      CompletableFuture<Void> forced = CompletableFuture.runAsync(() -> force(file));
      try {
        requireSound(check(temporary, progress), table, digest);
      } finally {
        await(forced);
      }
      return bytes;
    }
  }

  /** Whoever may use the damaged file may use the new one, and nobody else. */
  private void adopt(Path file) throws IOException {
    FileOwnership wanted = FileOwnership.of(source);
    try {
      files.own(file, wanted);
    } catch (IOException e) {
      files.own(file, FileOwnership.of(file).withPermissions(wanted.permissions()));
      notes.add(
          "The new file could not be given to %s:%s, to whom the damaged one belongs: %s."
              .formatted(
                  wanted.owner().getName(), wanted.group().getName(), IoTrouble.describe(e)));
    }
  }

  /** What an operator should know of the files that were written, in sentences. */
  List<String> notes() {
    return notes;
  }

  private CheckReport check(Path file, StepProgress progress) throws InterruptedException {
    return checker.check(file, progress::reached);
  }

  private static void requireSound(CheckReport report, PlannedTable table, RecordDigest digest)
      throws IOException {
    if (!report.isSound()) {
      throw new IOException("the new table does not stand the check: " + report.summary());
    }
    boolean same =
        report.requireDigest().equals(digest)
            && report.objectsRead() == table.records()
            && report.keysRead() == table.keys();
    if (!same) {
      throw new IOException("the new table does not hold the records that were written to it");
    }
  }

  private static void force(OutputFile file) {
    try {
      file.force();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static void await(CompletableFuture<Void> forced) throws IOException {
    try {
      forced.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException trouble) {
        throw trouble;
      }
      throw e;
    }
  }
}
