package io.detsguard.bootstrap.cli;

import io.detsguard.application.port.in.BackUpTablesUseCase;
import io.detsguard.application.port.in.BackUpTablesUseCase.RunTicket;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunProgress.Step;
import io.detsguard.domain.backup.RunProgress.TableProgress;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a run and shows how far it is. Used by one thread. */
final class RunDisplay implements AutoCloseable {
  private static final long LOOK_EVERY_MS = 100;

  private final ProgressDisplay progress;

  /**
   * @param wanted whether to show anything at all
   */
  RunDisplay(CommandContext context, boolean wanted) {
    this.progress = new ProgressDisplay(context.console(), wanted, "backup", context.clock());
  }

  /** The finished run. */
  BackupRun await(BackUpTablesUseCase backups, RunTicket ticket)
      throws InterruptedException, ExecutionException {
    while (true) {
      try {
        return ticket.run().get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        backups.find(ticket.id()).ifPresent(this::show);
      }
    }
  }

  /** Copying a table is one pass over its bytes, checking the copy another. */
  private void show(RunProgress run) {
    List<TableProgress> tables = run.tables();
    long total = tables.stream().mapToLong(table -> 2 * table.bytesTotal()).sum();
    long done = tables.stream().mapToLong(RunDisplay::done).sum();
    progress.reached(done, total);
  }

  private static long done(TableProgress table) {
    boolean copied = table.step() == Step.CHECKING;
    return table.bytesDone() + (copied ? table.bytesTotal() : 0);
  }

  @Override
  public void close() {
    progress.close();
  }
}
