package io.detsguard.application.service;

import io.detsguard.application.port.out.FrozenTables;
import io.detsguard.application.port.out.FrozenTables.Outcome;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableCopier.CopyOutcome;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Provenance;
import io.detsguard.domain.backup.RunProgress.Step;
import io.detsguard.domain.backup.SalvageLosses;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.table.TableFigures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps what can be saved of a table that was left open by an owner that is gone.
 *
 * <p>The outcome stays a failure: what the owner had not written yet is lost, and a repair may have
 * had to choose. The snapshot is of the grade salvage, which never counts as a backup and never
 * displaces one.
 */
final class FrozenTableBackup {
  private final FrozenTables frozen;
  private final TableChecker checker;
  private final Predicate<Instant> isRecent;
  private final String producer;

  /**
   * @param isRecent whether content that was read at that time need not be read again
   */
  FrozenTableBackup(
      FrozenTables frozen, TableChecker checker, Predicate<Instant> isRecent, String producer) {
    this.isRecent = isRecent;
    this.frozen = frozen;
    this.checker = checker;
    this.producer = producer;
  }

  /**
   * Saves a table that could not be copied, if nobody writes it any more.
   *
   * @param gaveUp why it could not be copied
   * @param newest its newest snapshots; the proven one remembers what its records look like
   */
  TableOutcome save(
      RepositorySession session,
      StagedSnapshot staged,
      LiveTable table,
      CopyOutcome.GaveUp gaveUp,
      NewestSnapshots newest,
      TableTracker tracker)
      throws IOException, InterruptedException {
    Optional<Snapshot> same = newest.salvaged().filter(salvaged -> isSame(salvaged, table));
    return same.isPresent()
        ? again(session, staged, table, gaveUp, same.get())
        : saveAnew(session, staged, table, gaveUp, newest.proven(), tracker);
  }

  /** Whether the table is what that snapshot was saved from, as its stamp says. */
  private boolean isSame(Snapshot salvaged, LiveTable table) {
    Provenance before = salvaged.manifest().provenance();
    return before.source().equals(table.location())
        && isRecent.test(before.contentReadAt())
        && frozen.stamp(table).equals(Optional.of(before.stamp()));
  }

  /** The same stored bytes once more: the repair of the same bytes would give nothing else. */
  private TableOutcome again(
      RepositorySession session,
      StagedSnapshot staged,
      LiveTable table,
      CopyOutcome.GaveUp gaveUp,
      Snapshot earlier)
      throws IOException {
    Manifest before = earlier.manifest();
    Manifest manifest =
        new Manifest(
            staged.id(),
            before.bytes(),
            before.sha256(),
            before.recordDigest(),
            before.figures(),
            before.provenance().unchangedSince(before.provenance().contentReadAt()),
            before.losses(),
            producer);
    return kept(table, gaveUp, session.publishSameBytes(staged, earlier, manifest));
  }

  private TableOutcome saveAnew(
      RepositorySession session,
      StagedSnapshot staged,
      LiveTable table,
      CopyOutcome.GaveUp gaveUp,
      Optional<Snapshot> newest,
      TableTracker tracker)
      throws IOException, InterruptedException {
    Optional<TableShape> remembered = newest.map(snapshot -> shape(snapshot.manifest().figures()));
    return switch (frozen.save(table, staged, remembered, tracker)) {
      case Outcome.NotFrozen() -> failed(table, gaveUp, gaveUp.reason());
      case Outcome.NothingSaved(String reason) ->
          failed(table, gaveUp, gaveUp.reason() + " " + reason);
      case Outcome.Saved saved -> prove(session, staged, table, gaveUp, saved, tracker);
    };
  }

  private static TableShape shape(TableFigures figures) {
    return new TableShape(figures.type(), figures.keyPosition());
  }

  private TableOutcome prove(
      RepositorySession session,
      StagedSnapshot staged,
      LiveTable table,
      CopyOutcome.GaveUp gaveUp,
      Outcome.Saved saved,
      TableTracker tracker)
      throws IOException {
    staged.startForcing();
    tracker.begin(Step.CHECKING);
    CheckReport check = checker.verify(staged.location(), Digests.RECORDS, tracker);
    Optional<TableFigures> figures = check.figures();
    if (!check.isSound() || figures.isEmpty() || !holdsWhatWasSaved(check, saved.report())) {
      String reason = " What was saved of it does not stand the check: " + check.summary() + ".";
      return failed(table, gaveUp, gaveUp.reason() + reason);
    }
    SalvageLosses losses = SalvageLosses.of(saved.report().losses());
    Manifest manifest = manifest(staged, table, saved, check, figures.get(), losses);
    return kept(table, gaveUp, session.publish(staged, manifest));
  }

  private static TableOutcome kept(LiveTable table, CopyOutcome.GaveUp gaveUp, Snapshot snapshot) {
    SalvageLosses losses = snapshot.manifest().losses().orElseThrow();
    return new TableOutcome.Failed(
        table.name(),
        gaveUp.kind(),
        gaveUp.reason() + words(snapshot, losses),
        Optional.of(snapshot));
  }

  private static boolean holdsWhatWasSaved(CheckReport check, RepairReport report) {
    return check.objectsRead() == report.records() && check.requireDigest().equals(report.digest());
  }

  private static String words(Snapshot snapshot, SalvageLosses losses) {
    return " %d records of it were saved as %s, which does not count as a backup: %s."
        .formatted(snapshot.manifest().figures().records(), snapshot.id().text(), losses.inWords());
  }

  private Manifest manifest(
      StagedSnapshot staged,
      LiveTable table,
      Outcome.Saved saved,
      CheckReport check,
      TableFigures figures,
      SalvageLosses losses) {
    Provenance provenance =
        new Provenance(
            table.location(),
            saved.stamp(),
            CopyMethod.FROZEN_REPAIR,
            1,
            Duration.ZERO,
            staged.id().takenAt(),
            false);
    return new Manifest(
        staged.id(),
        saved.bytes(),
        saved.sha256(),
        check.requireDigest(),
        figures,
        provenance,
        Optional.of(losses),
        producer);
  }

  private static TableOutcome failed(LiveTable table, CopyOutcome.GaveUp gaveUp, String reason) {
    return new TableOutcome.Failed(table.name(), gaveUp.kind(), reason);
  }
}
