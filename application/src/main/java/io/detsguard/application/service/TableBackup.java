package io.detsguard.application.service;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableCopier;
import io.detsguard.application.port.out.TableCopier.CopyOutcome;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Provenance;
import io.detsguard.domain.backup.RunProgress.Step;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.table.TableFigures;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes one proven snapshot of one table, or says why there is none.
 *
 * <p>The order is the promise: copy a consistent state, read every record of the copy back, write
 * the manifest, and only then give it a name in the repository. A table whose file has not moved
 * since its newest snapshot shares that snapshot's bytes; from time to time its content is read and
 * compared all the same, because a stamp proves nothing about a disk that forgets.
 */
final class TableBackup {
  private static final Logger LOG = System.getLogger(TableBackup.class.getName());

  private final TableCopier copier;
  private final TableChecker checker;
  private final FrozenTableBackup frozen;
  private final BackupRules rules;
  private final WorkTurns turns;
  private final InstantSource clock;

  TableBackup(BackupPorts ports, BackupRules rules, InstantSource clock) {
    this.copier = ports.copier();
    this.checker = ports.checker();
    this.rules = rules;
    this.clock = clock;
    this.frozen =
        new FrozenTableBackup(
            ports.frozenTables(),
            checker,
            contentReadAt -> isRecent(contentReadAt, clock.instant()),
            rules.producer());
    this.turns = new WorkTurns(rules.tablesAtOnce());
  }

  /**
   * Backs up one table. Never throws: whatever goes wrong is this table's outcome, and the others
   * go on.
   *
   * @param newest the table's newest snapshots
   */
  TableOutcome backUp(
      RepositorySession session, LiveTable table, NewestSnapshots newest, TableTracker tracker) {
    try {
      Optional<Snapshot> proven = newest.proven();
      Optional<Snapshot> unmoved = hasMoved(table, proven) ? Optional.empty() : proven;
      return unmoved.isPresent() && isRecent(unmoved.get())
          ? sameAgain(session, table, unmoved.get())
          : inTurn(session, table, newest, unmoved, tracker);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(table, FailureKind.INTERRUPTED, "The run was stopped.");
    } catch (IOException e) {
      LOG.log(Level.ERROR, "backup of " + table.name() + " failed", e);
      return failed(
          table,
          FailureKind.STORAGE,
          "The snapshot could not be stored: " + IoTrouble.describe(e) + ".");
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "backup of " + table.name() + " failed", e);
      return failed(table, FailureKind.INTERNAL, "An internal error; the log has the details.");
    }
  }

  /** Whether the table's file is not, by its stamp, what the newest snapshot was made from. */
  private boolean hasMoved(LiveTable table, Optional<Snapshot> newest) throws IOException {
    if (newest.isEmpty()) {
      return true;
    }
    Provenance before = newest.get().manifest().provenance();
    return !before.source().equals(table.location())
        || !copier.stamp(table).equals(Optional.of(before.stamp()));
  }

  private boolean isRecent(Snapshot newest) {
    return isRecent(newest.manifest().provenance().contentReadAt(), clock.instant());
  }

  private TableOutcome sameAgain(RepositorySession session, LiveTable table, Snapshot newest)
      throws IOException {
    try (StagedSnapshot staged = session.stage(table.name(), clock.instant())) {
      Manifest before = newest.manifest();
      return same(session, staged, newest, before.provenance().contentReadAt());
    }
  }

  private TableOutcome same(
      RepositorySession session, StagedSnapshot staged, Snapshot newest, Instant contentReadAt)
      throws IOException {
    Provenance provenance = newest.manifest().provenance().unchangedSince(contentReadAt);
    Manifest manifest = again(newest.manifest(), staged.id(), provenance);
    return new TableOutcome.BackedUp(session.publishSameBytes(staged, newest, manifest));
  }

  /** Reads the whole table, when it is this table's turn. */
  private TableOutcome inTurn(
      RepositorySession session,
      LiveTable table,
      NewestSnapshots newest,
      Optional<Snapshot> unmoved,
      TableTracker tracker)
      throws IOException, InterruptedException {
    try (WorkTurns.Turn turn = turns.take(copier.bytes(table));
        StagedSnapshot staged = session.stage(table.name(), clock.instant())) {
      tracker.begin(Step.COPYING);
      if (unmoved.isPresent() && isSameContent(table, unmoved.get())) {
        turn.end();
        return same(session, staged, unmoved.get(), staged.id().takenAt());
      }
      return switch (copier.copy(table, staged, tracker)) {
        case CopyOutcome.GaveUp gaveUp when gaveUp.kind() == FailureKind.NOT_PROPERLY_CLOSED ->
            frozen.save(session, staged, table, gaveUp, newest, tracker);
        case CopyOutcome.GaveUp(FailureKind kind, String reason) -> failed(table, kind, reason);
        case CopyOutcome.Copied copied -> prove(session, staged, table, copied, tracker, turn);
      };
    }
  }

  private boolean isSameContent(LiveTable table, Snapshot newest) throws IOException {
    return copier.sameContent(table, newest.manifest().provenance().stamp(), newest);
  }

  private TableOutcome prove(
      RepositorySession session,
      StagedSnapshot staged,
      LiveTable table,
      CopyOutcome.Copied copied,
      TableTracker tracker,
      WorkTurns.Turn turn)
      throws IOException {
    staged.startForcing();
    tracker.begin(Step.CHECKING);
    CheckReport report = checker.verify(staged.location(), Digests.RECORDS, tracker);
    if (Thread.currentThread().isInterrupted()) {
      return failed(table, FailureKind.INTERRUPTED, "The run was stopped.");
    }
    if (!report.isSound() || report.figures().isEmpty()) {
      return failed(
          table,
          FailureKind.DAMAGED,
          "The copy does not stand the check: " + report.summary() + ".");
    }
    turn.end();
    Manifest manifest = manifest(staged.id(), table, copied, report, report.figures().get());
    return new TableOutcome.BackedUp(session.publish(staged, manifest));
  }

  /** A time in the future was written by a wrong clock and counts as long ago. */
  private boolean isRecent(Instant contentReadAt, Instant now) {
    Duration age = Duration.between(contentReadAt, now);
    return !age.isNegative() && age.compareTo(rules.rereadAfter()) < 0;
  }

  private Manifest again(Manifest before, SnapshotId id, Provenance provenance) {
    return new Manifest(
        id,
        before.bytes(),
        before.sha256(),
        before.recordDigest(),
        before.figures(),
        provenance,
        rules.producer());
  }

  private Manifest manifest(
      SnapshotId id,
      LiveTable table,
      CopyOutcome.Copied copied,
      CheckReport report,
      TableFigures figures) {
    Provenance provenance =
        new Provenance(
            table.location(),
            copied.stamp(),
            copied.method(),
            copied.tries(),
            copied.pause(),
            id.takenAt(),
            false);
    return new Manifest(
        id,
        copied.bytes(),
        copied.sha256(),
        report.requireDigest(),
        figures,
        provenance,
        rules.producer());
  }

  private static TableOutcome failed(LiveTable table, FailureKind kind, String reason) {
    return new TableOutcome.Failed(table.name(), kind, reason);
  }
}
