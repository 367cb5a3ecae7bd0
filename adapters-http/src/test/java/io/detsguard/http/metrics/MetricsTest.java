package io.detsguard.http.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.http.Examples;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Set<String> OF_THE_PROCESS =
      Set.of("detsguard_jvm_", "detsguard_process_", "detsguard_system_");

  @AutoClose private final TestServer server = TestServer.start();

  @BeforeEach
  void start() {
    server.snapshots.answer(new Catalog(List.of(), List.of()));
    server.health.answer(Scenes.report());
  }

  @Test
  void movesEveryMetric() {
    server.health.answer(
        Scenes.report(
            Scenes.facts(
                    Scenes.figures(1),
                    Optional.of(
                        Examples.snapshot(Examples.TASK_QUEUE, Examples.TAKEN_AT.minusSeconds(60))))
                .with(Examples.owner(1))));
    Scrape before = Scrape.of(server);

    Scenes.showAll(server);
    Scrape after = Scrape.of(server);
    server.health.failWith(new IOException("gone"));
    Scrape blind = Scrape.of(server);

    Set<String> moved = before.namesThatDiffer(after);
    moved.addAll(after.namesThatDiffer(blind));
    Set<String> all = new TreeSet<>(after.names());
    all.addAll(blind.names());
    assertEquals(own(all), own(moved));
    assertTrue(own(all).size() >= 30, () -> "only " + own(all));
  }

  @Test
  void beginsEveryNameWithTheProgramsOwn() {
    for (String name : Scrape.of(server).names()) {
      assertTrue(name.startsWith("detsguard_"), name);
    }
  }

  @Test
  void givesTheFiguresOfEachTable() {
    server.health.answer(
        Scenes.report(Scenes.facts(Examples.figures(), Optional.of(Scenes.snapshot()))));

    Scrape scrape = Scrape.of(server);

    assertEquals(120, table(scrape, "records"));
    assertEquals(119, table(scrape, "keys"));
    assertEquals(200_000, table(scrape, "file_bytes"));
    assertEquals(130_000, table(scrape, "live_bytes"));
    assertEquals(140_000, table(scrape, "allocated_bytes"));
    assertEquals(10_000, table(scrape, "free_bytes"));
    assertEquals(0.05, table(scrape, "fragmentation_ratio"));
    assertEquals(Examples.figures().spaceFill(), table(scrape, "space_fill_ratio"));
    assertEquals(1, table(scrape, "properly_closed"));
    assertEquals(0, table(scrape, "next_start_repair_bytes"));
    assertEquals(1_770_820_200, table(scrape, "last_backup_timestamp_seconds"));
    assertEquals(1800, table(scrape, "last_backup_age_seconds"));
    assertEquals(1_770_820_260, table(scrape, "last_proven_restorable_timestamp_seconds"));
    assertEquals(0.25, table(scrape, "restore_seconds"));
    assertEquals(1800, scrape.value("detsguard_last_backup_age_seconds"));
    assertEquals(1, scrape.value("detsguard_tables"));
    assertEquals(1, scrape.value("detsguard_health_status{status=\"healthy\"}"));
    assertEquals(0, scrape.value("detsguard_health_status{status=\"unhealthy\"}"));
    assertEquals(1, scrape.value("detsguard_table_status{status=\"ok\",table=\"task_queue\"}"));
  }

  @Test
  void givesNoValueToWhatIsNotKnown() {
    server.health.answer(
        Scenes.report(Scenes.facts(Examples.TASK_QUEUE, new TableObservation.Unavailable("gone"))));

    Scrape scrape = Scrape.of(server);

    assertFalse(scrape.has("detsguard_table_records{table=\"task_queue\"}"));
    assertFalse(scrape.has("detsguard_table_last_backup_age_seconds{table=\"task_queue\"}"));
    assertFalse(scrape.has("detsguard_last_backup_age_seconds"));
    assertEquals(1, condition(scrape, "unavailable"));
    assertEquals(1, condition(scrape, "never_backed_up"));
    assertFalse(
        scrape.has("detsguard_table_condition{condition=\"nearly_full\",table=\"task_queue\"}"));
  }

  @Test
  void givesTheFiguresOfNodesAndOwners() {
    server.health.answer(
        Scenes.report(
            Examples.look(),
            Scenes.facts(Examples.figures(), Optional.of(Scenes.snapshot()))
                .with(Examples.owner(3))));

    Scrape scrape = Scrape.of(server);

    assertEquals(1, table(scrape, "openings"));
    assertEquals(3, table(scrape, "queue_length"));
    assertEquals(7800, table(scrape, "process_memory_bytes"));
    assertEquals(384, table(scrape, "unwritten_bytes"));
    assertEquals(1_770_820_200, table(scrape, "fixed_since_timestamp_seconds"));
    assertEquals(1, node(scrape, "up", "hub@example"));
    assertEquals(2, node(scrape, "open_tables", "hub@example"));
    assertEquals(1, node(scrape, "silent_tables", "hub@example"));
    assertEquals(1, node(scrape, "unprotected_tables", "hub@example"));
    assertEquals(0, node(scrape, "up", "gone@example"));
    assertFalse(scrape.has("detsguard_node_open_tables{node=\"gone@example\"}"));
  }

  private static double node(Scrape scrape, String figure, String node) {
    return scrape.value("detsguard_node_" + figure + "{node=\"" + node + "\"}");
  }

  @Test
  void letsTablesComeAndGo() {
    server.health.answer(Scenes.report(Scenes.facts(Scenes.figures(1), Optional.empty())));
    assertTrue(Scrape.of(server).has("detsguard_table_records{table=\"task_queue\"}"));

    server.health.answer(Scenes.report());

    assertEquals(
        List.of(),
        Scrape.of(server).values().keySet().stream()
            .filter(series -> series.contains("task_queue"))
            .toList());
  }

  @Test
  void goesOnWhileTheStorageCannotBeRead() {
    server.health.failWith(new IOException("gone"));
    server.snapshots.failWith(new IOException("gone"));

    Scrape scrape = Scrape.of(server);

    assertEquals(0, scrape.value("detsguard_health_readable"));
    assertFalse(scrape.has("detsguard_repository_bytes"));
    assertEquals(0, scrape.value("detsguard_dashboard_clients"));
  }

  @Test
  void countsRunsByHowTheyEndedAndWhoAskedForThem() {
    String failed = "detsguard_backup_runs_total{status=\"failed\",trigger=\"api\"}";
    String partial = "detsguard_backup_runs_total{status=\"partial\",trigger=\"api\"}";
    assertEquals(0, Scrape.of(server).value(failed));

    Scenes.publish(server, Examples.run(Examples.failed(Examples.AGENT_MAILBOX)));
    Scenes.publish(
        server,
        Examples.run(
            Examples.backedUp(Examples.TASK_QUEUE), Examples.failed(Examples.AGENT_MAILBOX)));
    Scrape scrape = Scrape.of(server);

    assertEquals(1, scrape.value(failed));
    assertEquals(1, scrape.value(partial));
    assertEquals(2, scrape.value("detsguard_backup_run_duration_seconds_count"));
    assertEquals(3, scrape.value("detsguard_backup_run_duration_seconds_sum"));
    assertEquals(2, scrape.value("detsguard_backup_run_duration_seconds_bucket{le=\"10.0\"}"));
    assertEquals(0, scrape.value("detsguard_backup_run_duration_seconds_bucket{le=\"1.0\"}"));
    assertEquals(2, scrape.value("detsguard_backup_pruned_snapshots_total"));
    assertEquals(
        2,
        scrape.value(
            "detsguard_backup_tables_total{outcome=\"not_properly_closed\",table=\"agent_mailbox\"}"));
    assertEquals(
        1, scrape.value("detsguard_backup_tables_total{outcome=\"copied\",table=\"task_queue\"}"));
    assertEquals(200_000, scrape.value("detsguard_backup_bytes_total{table=\"task_queue\"}"));
  }

  @Test
  void countsBytesThatSnapshotsShareOnce() {
    Snapshot older = Examples.snapshot(Examples.TASK_QUEUE, Examples.TAKEN_AT.minusSeconds(60));
    server.snapshots.answer(new Catalog(List.of(Scenes.snapshot(), older), List.of("a note")));

    Scrape scrape = Scrape.of(server);

    assertEquals(200_000, scrape.value("detsguard_repository_bytes"));
    assertEquals(2, scrape.value("detsguard_table_snapshots{table=\"task_queue\"}"));
    assertEquals(1, scrape.value("detsguard_repository_notes"));
  }

  @Test
  void tellsFiguresOnlyToThoseWithToken() {
    assertEquals(401, server.getWithout("/prometheus").statusCode());
  }

  @Test
  void answersInTheFormatOfPrometheus() {
    assertEquals(
        Optional.of("text/plain;version=0.0.4;charset=utf-8"),
        server
            .send(
                request ->
                    request
                        .header(
                            "Accept",
                            "application/openmetrics-text;version=1.0.0;q=0.5,"
                                + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2")
                        .GET(),
                "/prometheus")
            .headers()
            .firstValue("Content-Type"));
  }

  private static Set<String> own(Set<String> names) {
    return names.stream()
        .filter(name -> OF_THE_PROCESS.stream().noneMatch(name::startsWith))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static double table(Scrape scrape, String figure) {
    return scrape.value("detsguard_table_" + figure + "{table=\"task_queue\"}");
  }

  private static double condition(Scrape scrape, String kind) {
    return scrape.value(
        "detsguard_table_condition{condition=\"" + kind + "\",table=\"task_queue\"}");
  }
}
