package io.detsguard.ws.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunStatus;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.table.TableName;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * One event as a dashboard gets it. The field {@code type} comes first and tells them apart; times
 * are milliseconds since the epoch; a list without elements is there and empty.
 *
 * <p>Whatever leaves over a socket is one of these records, so that the compiler knows of every
 * kind and a test can send each: a value that cannot be serialised must not be found out by the
 * first backup that fails.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WireEvent.BackupStarted.class, name = "backup_started"),
  @JsonSubTypes.Type(value = WireEvent.BackupProgress.class, name = "backup_progress"),
  @JsonSubTypes.Type(value = WireEvent.BackupComplete.class, name = "backup_complete"),
  @JsonSubTypes.Type(value = WireEvent.BackupFailed.class, name = "backup_failed"),
  @JsonSubTypes.Type(value = WireEvent.TableReplaced.class, name = "table_replaced"),
  @JsonSubTypes.Type(value = WireEvent.HealthChanged.class, name = "health_changed"),
})
public sealed interface WireEvent {

  /** When it happened, in milliseconds since the epoch. */
  long timestamp();

  /**
   * The wire form of an event.
   *
   * <p>A run in which something succeeded is {@code backup_complete}, also when its status is
   * {@code partial}; one in which nothing did is {@code backup_failed}, so that nobody who only
   * looks at the type takes it for a backup.
   */
  static WireEvent from(GuardEvent event) {
    return switch (event) {
      case GuardEvent.BackupStarted started -> BackupStarted.from(started);
      case GuardEvent.BackupFinished(BackupRun run) ->
          run.status() == RunStatus.FAILED ? BackupFailed.from(run) : BackupComplete.from(run);
      case GuardEvent.TableReplaced replaced -> TableReplaced.from(replaced);
      case GuardEvent.HealthChanged(HealthReport report) -> HealthChanged.from(report);
    };
  }

  /**
   * A run began.
   *
   * @param tables the tables it will back up, in order
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record BackupStarted(long timestamp, String run, String trigger, List<String> tables)
      implements WireEvent {
    static BackupStarted from(GuardEvent.BackupStarted event) {
      return new BackupStarted(
          event.at().toEpochMilli(),
          event.run().value(),
          event.trigger().wireName(),
          names(event.tables()));
    }
  }

  /**
   * Tables of the run at work moved on.
   *
   * @param tables those that moved since the last event of this kind, in the order of the run
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record BackupProgress(long timestamp, String run, List<TableProgress> tables)
      implements WireEvent {}

  /**
   * A run is over and made at least one proven snapshot.
   *
   * @param status {@code complete} or {@code partial}
   * @param tablesTotal how many tables it was to back up
   * @param failures the others, each with its reason
   * @param snapshotsPruned how many old snapshots retention removed
   * @param notes what else an operator should know, as sentences
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record BackupComplete(
      long timestamp,
      String run,
      String trigger,
      String status,
      long startedAt,
      int tablesTotal,
      List<String> tablesBackedUp,
      List<TableFailure> failures,
      int snapshotsPruned,
      List<String> notes)
      implements WireEvent {
    static BackupComplete from(BackupRun run) {
      return new BackupComplete(
          run.finishedAt().toEpochMilli(),
          run.id().value(),
          run.trigger().wireName(),
          run.status().wireName(),
          run.startedAt().toEpochMilli(),
          run.outcomes().size(),
          names(run.backedUp()),
          TableFailure.of(run),
          run.pruned().size(),
          run.notes());
    }
  }

  /**
   * A run is over and made no snapshot at all.
   *
   * @param status always {@code failed}
   * @param tablesTotal how many tables it was to back up; 0 when not even that could be found out,
   *     and then {@code notes} say why
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record BackupFailed(
      long timestamp,
      String run,
      String trigger,
      String status,
      long startedAt,
      int tablesTotal,
      List<TableFailure> failures,
      List<String> notes)
      implements WireEvent {
    static BackupFailed from(BackupRun run) {
      return new BackupFailed(
          run.finishedAt().toEpochMilli(),
          run.id().value(),
          run.trigger().wireName(),
          run.status().wireName(),
          run.startedAt().toEpochMilli(),
          run.outcomes().size(),
          TableFailure.of(run),
          run.notes());
    }
  }

  /**
   * A table's file was replaced, or taken away by an undoing.
   *
   * @param cause {@code restore}, {@code repair}, {@code compact} or {@code undo}
   * @param recordCount records in the table now
   * @param verified whether a check in its place found exactly what should be there
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record TableReplaced(
      long timestamp, String table, String cause, long recordCount, boolean verified)
      implements WireEvent {
    static TableReplaced from(GuardEvent.TableReplaced event) {
      return new TableReplaced(
          event.at().toEpochMilli(),
          event.table().value(),
          event.cause().wireName(),
          event.records(),
          event.verified());
    }
  }

  /**
   * The health of the storage changed.
   *
   * @param status {@code healthy}, {@code warning} or {@code unhealthy}
   * @param conditions all that is wrong now, of all tables
   * @param nodeConditions all that is wrong now, of all nodes
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record HealthChanged(
      long timestamp,
      String status,
      boolean staleBackup,
      boolean highFragmentation,
      List<TableCondition> conditions,
      List<NodeTrouble> nodeConditions)
      implements WireEvent {
    static HealthChanged from(HealthReport report) {
      return new HealthChanged(
          report.at().toEpochMilli(),
          report.status().wireName(),
          report.staleBackup(),
          report.highFragmentation(),
          TableCondition.of(report),
          NodeTrouble.of(report));
    }
  }

  private static List<String> names(List<TableName> tables) {
    return tables.stream().map(TableName::value).toList();
  }
}
