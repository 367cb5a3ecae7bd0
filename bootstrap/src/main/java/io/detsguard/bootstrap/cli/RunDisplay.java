package io.detsguard.bootstrap.cli;

import io.detsguard.application.port.in.BackUpTablesUseCase;
import io.detsguard.application.port.in.BackUpTablesUseCase.RunTicket;
import io.detsguard.bootstrap.cli.ProgressDisplay.Unit;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunProgress.TableProgress;
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
    this.progress =
        new ProgressDisplay(context.console(), wanted, "backup", Unit.TABLES, context.clock());
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

  private void show(RunProgress run) {
    long done = run.tables().stream().mapToLong(RunDisplay::done).sum();
    progress.reached(done, run.tables().size() * Unit.TABLES.size());
  }

  /** To copy a table is half of the work, to check the copy the other half. */
  private static long done(TableProgress table) {
    long half = Unit.TABLES.size() / 2;
    long step = table.bytesTotal() == 0 ? 0 : half * table.bytesDone() / table.bytesTotal();
    return switch (table.step()) {
      case WAITING -> 0;
      case COPYING -> step;
      case CHECKING -> half + step;
      case BACKED_UP, FAILED -> Unit.TABLES.size();
    };
  }

  @Override
  public void close() {
    progress.close();
  }
}
