package io.detsguard.ws;

import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.table.TableName;
import io.detsguard.ws.wire.TableProgress;
import io.detsguard.ws.wire.WireEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the run at work between its start and its end, and says which of its tables moved since
 * it was last asked. Not safe for use by several threads.
 */
final class RunFollower {
  private Optional<RunId> following = Optional.empty();
  private final Map<TableName, RunProgress.TableProgress> told = new HashMap<>();

  /** Takes notice of a run that starts or ends. */
  void note(GuardEvent event) {
    switch (event) {
      case GuardEvent.BackupStarted started -> follow(Optional.of(started.run()));
      case GuardEvent.BackupFinished _ -> follow(Optional.empty());
      case GuardEvent.HealthChanged _, GuardEvent.TableReplaced _ -> {}
    }
  }

  private void follow(Optional<RunId> run) {
    following = run;
    told.clear();
  }

  /** Whether a run is at work. */
  boolean isFollowing() {
    return following.isPresent();
  }

  /**
   * What moved; empty when nothing did, or when the run at work is not the one that is followed.
   *
   * @param current the run at work
   */
  Optional<WireEvent> moved(Optional<RunProgress> current, Instant now) {
    return current
        .filter(progress -> following.equals(Optional.of(progress.id())))
        .map(progress -> progress.tables().stream().filter(this::isNews).toList())
        .filter(tables -> !tables.isEmpty())
        .map(tables -> tell(tables, now));
  }

  private boolean isNews(RunProgress.TableProgress table) {
    RunProgress.TableProgress before = told.get(table.table());
    return before == null ? table.step() != RunProgress.Step.WAITING : !before.equals(table);
  }

  private WireEvent tell(List<RunProgress.TableProgress> tables, Instant now) {
    tables.forEach(table -> told.put(table.table(), table));
    return new WireEvent.BackupProgress(
        now.toEpochMilli(),
        following.orElseThrow().value(),
        tables.stream().map(TableProgress::from).toList());
  }
}
