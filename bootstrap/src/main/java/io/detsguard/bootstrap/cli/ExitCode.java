package io.detsguard.bootstrap.cli;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.health.HealthStatus;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;

/** How a command can end. Where several things were asked for, the largest code counts. */
final class ExitCode {
  /** Done, and all is well. */
  static final int WELL = 0;

  /** Done, but something is damaged, partial or stale. */
  static final int NOT_WELL = 1;

  /** The command line or a setting is wrong. */
  static final int USAGE = 2;

  /** Refused: not a table, table open, lock held, no such snapshot or token. */
  static final int REFUSED = 3;

  /** Failed: the disk, the network, or a defect of this program. */
  static final int FAILED = 4;

  /** Stopped by the user; the number that shells use for SIGINT. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}

  static int of(Verdict verdict) {
    return switch (verdict) {
      case SOUND -> WELL;
      case NOT_PROPERLY_CLOSED, DAMAGED -> NOT_WELL;
      case UNSUPPORTED, NOT_DETS -> REFUSED;
      case UNREADABLE -> FAILED;
    };
  }

  /** A repair is well when nothing was lost; one that saves nothing has failed. */
  static int of(RepairOutcome outcome) {
    return switch (outcome) {
      case RepairOutcome.Repaired(RepairReport report) ->
          report.losses().isNothing() ? WELL : NOT_WELL;
      case RepairOutcome.NothingRecovered nothing -> FAILED;
      case RepairOutcome.Refused refused -> of(refused.verdict());
    };
  }

  static int of(HealthStatus status) {
    return status == HealthStatus.HEALTHY ? WELL : NOT_WELL;
  }

  /** A run in which nothing succeeded ends by the worst of its reasons. */
  static int of(BackupRun run) {
    return switch (run.status()) {
      case COMPLETE -> WELL;
      case PARTIAL -> NOT_WELL;
      case FAILED ->
          run.outcomes().stream().mapToInt(ExitCode::ofFailedOutcome).max().orElse(FAILED);
    };
  }

  private static int ofFailedOutcome(TableOutcome outcome) {
    return switch (outcome) {
      case TableOutcome.BackedUp backedUp -> WELL;
      case TableOutcome.Failed failed ->
          failed.salvage().isPresent() ? NOT_WELL : of(failed.kind());
    };
  }

  private static int of(FailureKind kind) {
    return switch (kind) {
      case DAMAGED -> NOT_WELL;
      case NOT_PROPERLY_CLOSED, KEPT_CHANGING, REPOSITORY_BUSY -> REFUSED;
      case UNAVAILABLE, STORAGE, INTERNAL -> FAILED;
      case INTERRUPTED -> INTERRUPTED;
    };
  }
}
