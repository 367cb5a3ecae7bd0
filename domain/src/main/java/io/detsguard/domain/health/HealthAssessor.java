package io.detsguard.domain.health;

import io.detsguard.domain.backup.SalvageLosses;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.table.TableFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges the health of tables by facts alone. {@code docs/dets-format.md}, "Health figures",
 * defines what the figures mean; {@link OwnerRules} and {@link NodeRules} judge what nodes know.
 *
 * @param thresholds how much is too much
 */
public record HealthAssessor(HealthThresholds thresholds) {
  /**
   * A snapshot dated further ahead than this was dated by a wrong clock and proves no freshness.
   */
  private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

  /** The report of these tables at that moment, when no node was asked. */
  public HealthReport assess(Instant now, Optional<Instant> lastBackupAt, List<TableFacts> tables) {
    return assess(now, lastBackupAt, tables, NodeLook.NONE);
  }

  /**
   * The report of these tables at that moment.
   *
   * @param look the last look at the nodes
   */
  public HealthReport assess(
      Instant now, Optional<Instant> lastBackupAt, List<TableFacts> tables, NodeLook look) {
    return report(
        now, lastBackupAt, tables.stream().map(facts -> assess(now, facts)).toList(), look);
  }

  /**
   * The report of tables that have been judged.
   *
   * @param now the moment by which they were judged
   * @param look the last look at the nodes
   */
  public HealthReport report(
      Instant now, Optional<Instant> lastBackupAt, List<TableHealth> tables, NodeLook look) {
    return new HealthReport(now, lastBackupAt, tables, look, NodeRules.conditions(look));
  }

  /** Judges one table at that moment. */
  public TableHealth assess(Instant now, TableFacts facts) {
    List<Condition> conditions = new ArrayList<>(OwnerRules.of(facts, now).conditions());
    backupAge(now, facts).ifPresent(conditions::add);
    salvaged(facts).ifPresent(conditions::add);
    failedDrill(facts).ifPresent(conditions::add);
    neverDrilled(facts).ifPresent(conditions::add);
    switch (facts.observation()) {
      case TableObservation.Unavailable(String reason) -> conditions.add(unavailable(reason));
      case TableObservation.Readable readable -> {
        fragmentation(readable.figures()).ifPresent(conditions::add);
        spaceFill(readable.figures()).ifPresent(conditions::add);
      }
    }
    return new TableHealth(facts, conditions);
  }

  private Optional<Condition> backupAge(Instant now, TableFacts facts) {
    if (facts.newestProven().isEmpty()) {
      return Optional.of(
          new Condition(
              ConditionKind.NEVER_BACKED_UP,
              "There is no proven backup of this table.",
              "Run a backup; if it fails, its reason says what the table needs."));
    }
    Instant takenAt = OwnerRules.of(facts, now).stateOf(facts.newestProven().get());
    Duration age = Duration.between(takenAt, now);
    if (age.compareTo(CLOCK_TOLERANCE.negated()) < 0) {
      return Optional.of(
          stale(
              "The last proven backup is dated in the future.",
              "Set the clock of this machine right, then run a backup."));
    }
    if (age.compareTo(thresholds.staleAfter()) > 0) {
      return Optional.of(
          stale(
              "The last proven backup is " + age.toHours() + " h old.",
              "Run a backup; if it fails, its reason says what the table needs."));
    }
    return Optional.empty();
  }

  private static Optional<Condition> salvaged(TableFacts facts) {
    return facts
        .newestSalvaged()
        .map(
            snapshot ->
                new Condition(
                    ConditionKind.SALVAGED_ONLY,
                    "The newest snapshot, "
                        + snapshot.id().text()
                        + ", holds what could be saved of a table that was left open: "
                        + snapshot
                            .manifest()
                            .losses()
                            .map(SalvageLosses::inWords)
                            .orElse("its losses are not known")
                        + ".",
                    "Let the application open and close the table, look at what it has lost, then"
                        + " run a backup."));
  }

  private static Optional<Condition> failedDrill(TableFacts facts) {
    return facts
        .drills()
        .map(TableDrills::latest)
        .filter(drill -> !drill.succeeded())
        .map(
            drill ->
                new Condition(
                    ConditionKind.DRILL_FAILED,
                    "The snapshot "
                        + drill.snapshot().text()
                        + " could not be restored in a drill: "
                        + drill.failure().orElseThrow(),
                    "Run a backup, whose snapshot is then drilled; verify the older snapshots, and"
                        + " check the disk that holds them."));
  }

  private Optional<Condition> neverDrilled(TableFacts facts) {
    if (facts.newestProven().isEmpty() || thresholds.drillBytes().isEmpty()) {
      return Optional.empty();
    }
    long bytes = facts.newestProven().get().manifest().bytes();
    long most = thresholds.drillBytes().getAsLong();
    if (bytes <= most) {
      return Optional.empty();
    }
    return Optional.of(
        new Condition(
            ConditionKind.NEVER_DRILLED,
            "Its snapshot is larger than what is restored in drills after a run ("
                + InWords.megabytes(bytes)
                + ", at most "
                + InWords.megabytes(most)
                + "), so that it is never shown to be restorable.",
            "Set drill.bytes-per-run to more than the table's size, or restore a snapshot to"
                + " another place by hand now and then."));
  }

  private static Condition stale(String message, String cure) {
    return new Condition(ConditionKind.STALE_BACKUP, message, cure);
  }

  private static Condition unavailable(String reason) {
    return new Condition(
        ConditionKind.UNAVAILABLE,
        "The table cannot be read: " + reason + ".",
        "Put the file back, correct its permissions, or take the table out of the configuration.");
  }

  private Optional<Condition> fragmentation(TableFigures figures) {
    if (figures.freeBytes().isEmpty()) {
      return Optional.empty();
    }
    double share = figures.fragmentation().orElse(0);
    long free = figures.freeBytes().getAsLong();
    if (share <= thresholds.fragmentation() || free < thresholds.fragmentationFloorBytes()) {
      return Optional.empty();
    }
    return Optional.of(
        new Condition(
            ConditionKind.HIGH_FRAGMENTATION,
            InWords.percent(share) + " of the file is free space.",
            "Compact the table while its owner has it closed: the file shrinks by "
                + InWords.megabytes(free)
                + "."));
  }

  private Optional<Condition> spaceFill(TableFigures figures) {
    if (figures.spaceFill() <= thresholds.spaceFill()) {
      return Optional.empty();
    }
    return Optional.of(
        new Condition(
            ConditionKind.NEARLY_FULL,
            InWords.percent(figures.spaceFill()) + " of the 2 GiB that a table can hold are used.",
            "Delete records or compact the table; at the limit every insert fails."));
  }
}
