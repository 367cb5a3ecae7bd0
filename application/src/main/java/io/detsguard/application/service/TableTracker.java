package io.detsguard.application.service;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.backup.RunProgress.Step;
import io.detsguard.domain.backup.RunProgress.TableProgress;
import io.detsguard.domain.table.TableName;

/** How far one table of a run is; written by the thread at work on it, read by any. */
final class TableTracker implements ProgressListener {
  private final TableName table;
  private volatile TableProgress progress;

  TableTracker(TableName table) {
    this.table = table;
    begin(Step.WAITING);
  }

  void begin(Step step) {
    progress = new TableProgress(table, step, 0, 0);
  }

  @Override
  public void reached(long done, long total) {
    progress = new TableProgress(table, progress.step(), done, total);
  }

  TableProgress progress() {
    return progress;
  }
}
