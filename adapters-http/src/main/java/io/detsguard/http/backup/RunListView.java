package io.detsguard.http.backup;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunProgress;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;

/**
 * The runs there are.
 *
 * @param running the one at work; null when none is
 * @param runs finished ones, newest first
 */
@Serdeable.Serializable
record RunListView(Optional<RunProgressView> running, List<RunSummaryView> runs) {
  static RunListView from(Optional<RunProgress> current, List<BackupRun> recent) {
    return new RunListView(
        current.map(RunProgressView::from), recent.stream().map(RunSummaryView::from).toList());
  }
}
