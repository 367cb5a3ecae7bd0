package io.detsguard.storage.copy;

import io.detsguard.application.port.out.FrozenTables.Outcome;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.TableSalvager;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Copies the file of a table whose owner is held and has written its cache, and repairs the copy.
 * Between two requests such a file holds every update up to the last one, in whole collections, so
 * a repair that finds no loss gives exactly that state.
 */
public final class HeldTableSaver {
  private final SourceFiles sources = new DiskSourceFiles();
  private final UnclosedCopy unclosed;
  private final RepairedCopy repair;
  private final DurableFiles files;

  public HeldTableSaver(TableSalvager salvager, DurableFiles files) {
    this.unclosed = new UnclosedCopy(sources, files);
    this.repair = new RepairedCopy(salvager);
    this.files = files;
  }

  /**
   * Copies and repairs. The owner is released when its file is not needed any more, by this unless
   * something fails.
   *
   * @return not frozen when the file moved all the same or the hold lasted too long
   * @throws IOException when copy or target cannot be written; trouble with the source is an
   *     outcome
   */
  public Outcome save(LiveTable source, StagedSnapshot target, Hold hold, ProgressListener progress)
      throws IOException, InterruptedException {
    Path directory =
        Path.of(target.location().value())
            .resolveSibling(target.id().text() + ScratchDirectory.ENDING);
    try (ScratchDirectory scratch = ScratchDirectory.open(files, directory)) {
      Path path = Path.of(source.location().value());
      Path copy = scratch.file("copy.dets");
      Optional<SourceStamp> stamp = unclosed.take(path, sources.stamp(path), copy, hold::mayGoOn);
      hold.release();
      return stamp.isEmpty()
          ? new Outcome.NotFrozen()
          : repair.stage(
              stamp.get(), copy, scratch.file("repaired.dets"), target, Optional.empty(), progress);
    } catch (SourceException e) {
      return new Outcome.NothingSaved("Its file cannot be read: " + e.getMessage() + ".");
    }
  }
}
