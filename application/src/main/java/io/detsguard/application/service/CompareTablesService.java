package io.detsguard.application.service;

import io.detsguard.application.port.in.CompareTablesUseCase;
import io.detsguard.application.port.in.TableSubject;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableComparer;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.diff.TableDiff;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;

/**
 * Compares tables after both have stood the whole check: else a damaged one would seem to differ.
 */
public record CompareTablesService(
    TableChecker checker, TableComparer comparer, SnapshotRepository repository)
    implements CompareTablesUseCase {

  @Override
  public Comparison compare(Request request, ProgressListener progress)
      throws IOException, InterruptedException {
    UsableTables tables = new UsableTables(repository);
    TableLocation before = tables.locate(request.before());
    TableLocation after = tables.locate(request.after());
    CheckReport first = check(request.before(), before, request, progress);
    CheckReport second = check(request.after(), after, request, progress);
    TableDiff diff = comparer.compare(before, after, request.keyLimit(), progress);
    return new Comparison(first, second, diff);
  }

  private CheckReport check(
      TableSubject subject, TableLocation location, Request request, ProgressListener progress)
      throws InterruptedException {
    CheckReport report = checker.verify(location, Digests.NONE, progress);
    return UsableTables.require(subject, report, request.unclosedToo());
  }
}
