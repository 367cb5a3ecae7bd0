package io.detsguard.storage.salvage;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableSalvager;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.storage.file.DurableFiles;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Table files by their paths, salvaged by {@link TableRepair}.
 *
 * @param files where new tables are written
 * @param workers threads that read one file at the same time, 1 or more
 */
public record DetsTableSalvager(DurableFiles files, int workers) implements TableSalvager {
  @Override
  public RepairOutcome salvage(Order order, ProgressListener progress)
      throws IOException, InterruptedException {
    Path target = Path.of(order.target().value());
    TableOutput output = new TableOutput(files, target, Path.of(order.source().value()), workers);
    if (order.writes()) {
      output.requireFreeNames();
    }
    try (DamagedFile source = DamagedFile.open(Path.of(order.source().value()), workers)) {
      return repair(source, order, output, progress);
    } catch (InvalidPathException e) {
      return unreadable("a name that a file can have", order.source().value());
    } catch (DamagedFile.UnreadableException e) {
      return unreadable("a regular file that can be read", e.getMessage());
    }
  }

  private RepairOutcome repair(
      DamagedFile source, Order order, TableOutput output, ProgressListener progress)
      throws IOException, InterruptedException {
    try {
      return new TableRepair(source, order, output, progress).run();
    } catch (InternalError e) {
      throw source.changedWhileRead(e);
    }
  }

  private static RepairOutcome unreadable(String expected, String found) {
    return new RepairOutcome.Refused(
        Verdict.UNREADABLE, Finding.ofFile(FindingKind.IO, expected, found), Optional.empty());
  }
}
