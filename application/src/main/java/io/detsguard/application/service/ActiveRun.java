package io.detsguard.application.service;

import io.detsguard.application.port.in.BackUpTablesUseCase.RunTicket;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A run that was asked for and is not over. Requests are added while it waits, under the lock of
 * the service; its progress may be read at any time.
 */
final class ActiveRun {
  private final RunId id;
  private final RunTrigger trigger;
  private final Instant requestedAt;
  private final Set<TableName> requested = new HashSet<>();
  private final CompletableFuture<BackupRun> outcome = new CompletableFuture<>();
  private boolean everyTable;
  private volatile List<TableTracker> trackers = List.of();

  ActiveRun(RunId id, RunTrigger trigger, Instant requestedAt) {
    this.id = id;
    this.trigger = trigger;
    this.requestedAt = requestedAt;
  }

  RunId id() {
    return id;
  }

  RunTrigger trigger() {
    return trigger;
  }

  /** Takes the tables of one more request; an empty set means all. */
  void add(Set<TableName> tables) {
    everyTable |= tables.isEmpty();
    requested.addAll(tables);
  }

  boolean wants(TableName table) {
    return everyTable || requested.contains(table);
  }

  void begin(List<TableTracker> tables) {
    trackers = List.copyOf(tables);
  }

  void finish(BackupRun run) {
    outcome.complete(run);
  }

  /** A promise of its own for each caller, so that none can complete it for the others. */
  RunTicket ticket() {
    return new RunTicket(id, outcome.copy());
  }

  RunProgress progress() {
    return new RunProgress(
        id,
        requestedAt,
        trackers.stream().map(TableTracker::progress).toList(),
        Optional.ofNullable(outcome.getNow(null)));
  }
}
