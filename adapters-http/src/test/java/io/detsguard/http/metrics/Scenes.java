package io.detsguard.http.metrics;

import io.detsguard.application.port.out.EventPublisher;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.drill.Drill;
import io.detsguard.domain.drill.ErlangProof;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.health.HealthAssessor;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.health.TableFacts;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.table.FormatVariant;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableName;
import io.detsguard.domain.table.TableType;
import io.detsguard.http.Examples;
import io.detsguard.http.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** States of the storage that the tests of the figures share. */
final class Scenes {
  private Scenes() {}

  /** Two tables, a snapshot, a run at work, one that is over, and dashboards. */
  static void showAll(TestServer server) {
    server.health.answer(
        report(
            Examples.look(),
            facts(figures(2), Optional.of(snapshot())).with(Examples.owner(2)),
            facts(Examples.AGENT_MAILBOX, new TableObservation.Unavailable("gone"))));
    server.snapshots.answer(new Catalog(List.of(snapshot()), List.of("a note")));
    server.backups.setCurrent(
        new RunProgress(Examples.RUN, Examples.TAKEN_AT, List.of(), Optional.empty()));
    server.clients.set(3);
    publish(server, Examples.run(Examples.backedUp(Examples.TASK_QUEUE)));
  }

  static void publish(TestServer server, BackupRun run) {
    server
        .beans(EventPublisher.class)
        .forEach(listener -> listener.publish(new GuardEvent.BackupFinished(run)));
  }

  static Snapshot snapshot() {
    return Examples.snapshot(Examples.TASK_QUEUE, Examples.TAKEN_AT);
  }

  /** Figures that differ from those of any other factor. */
  static TableFigures figures(int factor) {
    return new TableFigures(
        TableType.SET,
        1,
        FormatVariant.D,
        120L * factor,
        119L * factor,
        200_000L * factor,
        199_000L * factor,
        50_000,
        OptionalLong.of(140_000L * factor),
        OptionalLong.of(130_000L * factor),
        OptionalLong.of(10_000L * factor * factor),
        new SlotCounts(256, 512, 33_554_432),
        factor == 1);
  }

  static TableFacts facts(TableFigures figures, Optional<Snapshot> newest) {
    return new TableFacts(
        Examples.TASK_QUEUE,
        new TableObservation.Readable(figures, Examples.MODIFIED_AT, Optional.empty()),
        newest,
        Optional.empty(),
        newest.map(Scenes::restored));
  }

  private static TableDrills restored(Snapshot snapshot) {
    return TableDrills.first(
        new Drill(
            snapshot.id(),
            snapshot.id().takenAt().plusSeconds(60),
            Duration.ofMillis(250),
            snapshot.manifest().bytes(),
            ErlangProof.NOT_ASKED,
            Optional.empty()));
  }

  static TableFacts facts(TableName table, TableObservation look) {
    return new TableFacts(table, look, Optional.empty());
  }

  static HealthReport report(TableFacts... tables) {
    return report(NodeLook.NONE, tables);
  }

  static HealthReport report(NodeLook look, TableFacts... tables) {
    Optional<Instant> last =
        List.of(tables).stream()
            .flatMap(facts -> facts.newestProven().stream())
            .map(snapshot -> snapshot.id().takenAt())
            .findFirst();
    return new HealthAssessor(HealthThresholds.DEFAULT)
        .assess(TestServer.NOW, last, List.of(tables), look);
  }
}
