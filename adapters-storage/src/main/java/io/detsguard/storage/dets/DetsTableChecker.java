package io.detsguard.storage.dets;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.TableLocation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Table files by their paths, checked by {@link TableFileInspector} and {@link TableFileChecker}.
 *
 * <p>An interrupt ends a check early: the thread stays interrupted, and the report says that the
 * file was not read to its end.
 *
 * @param workers threads that check one file at the same time, 1 or more
 */
public record DetsTableChecker(int workers) implements TableChecker {
  @Override
  public CheckReport inspect(TableLocation file) {
    return report(file, new TableFileInspector()::inspect);
  }

  @Override
  public CheckReport verify(TableLocation file, Digests digests, ProgressListener progress) {
    TableFileChecker checker = new TableFileChecker(new CheckOptions(workers, digests));
    return report(file, path -> checker.check(path, progress::reached));
  }

  private static CheckReport report(TableLocation file, Reading reading) {
    try {
      return reading.read(Path.of(file.value()));
    } catch (InvalidPathException e) {
      return unreadable("a name that a file can have", file.value());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unreadable("a check to the end", "an interrupt");
    }
  }

  private static CheckReport unreadable(String expected, String found) {
    return CheckReport.refused(Verdict.UNREADABLE, Finding.ofFile(FindingKind.IO, expected, found));
  }

  @FunctionalInterface
  private interface Reading {
    CheckReport read(Path file) throws InterruptedException;
  }
}
