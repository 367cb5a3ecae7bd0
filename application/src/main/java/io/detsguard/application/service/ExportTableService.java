package io.detsguard.application.service;

import io.detsguard.application.port.in.ExportTableUseCase;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableExporter;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.io.OutputStream;

/** Exports tables that have stood a check, the whole one unless a single key is asked for. */
public record ExportTableService(
    TableChecker checker, TableExporter exporter, SnapshotRepository repository)
    implements ExportTableUseCase {

  @Override
  public Export export(Request request, OutputStream target, ProgressListener progress)
      throws IOException, InterruptedException, TermSyntaxException {
    TableLocation table = new UsableTables(repository).locate(request.table());
    CheckReport report = check(request, table, progress);
    return new Export(
        report, exporter.export(table, request.format(), request.key(), target, progress));
  }

  @Override
  public Export export(Request request, TableLocation target, ProgressListener progress)
      throws IOException, InterruptedException, TermSyntaxException {
    TableLocation table = new UsableTables(repository).locate(request.table());
    CheckReport report = check(request, table, progress);
    return new Export(
        report, exporter.export(table, request.format(), request.key(), target, progress));
  }

  private CheckReport check(Request request, TableLocation table, ProgressListener progress)
      throws InterruptedException {
    CheckReport report =
        request.key().isPresent()
            ? checker.inspect(table)
            : checker.verify(table, Digests.NONE, progress);
    return UsableTables.require(request.table(), report, request.unclosedToo());
  }
}
