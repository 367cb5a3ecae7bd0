package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.OwnerNodes;
import io.detsguard.domain.health.HealthAssessor;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.Ownership;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportHealthServiceTest {
  private static final DrillMemory NO_DRILLS = new DrillMemory(new MemoryDrillLog());

  private final MovableClock clock = new MovableClock();
  private final ScriptedTables tables = new ScriptedTables("a", "b");
  private final NodeMemory nodes = new NodeMemory();
  private final ReportHealthService service = service(tables);

  private ReportHealthService service(LiveTables liveTables) {
    return new ReportHealthService(
        liveTables,
        new MemoryRepository(),
        NO_DRILLS,
        nodes,
        new HealthAssessor(HealthThresholds.DEFAULT),
        clock);
  }

  @Test
  void looksAtEveryTableOfTheCatalogue() throws IOException {
    HealthReport report = service.report();
    assertEquals(List.of("observe a", "observe b"), tables.asked);
    assertEquals(0, tables.looks.get());
    assertEquals(2, report.tables().size());
    assertTrue(report.staleBackup());
    assertFalse(report.highFragmentation());
  }

  @Test
  void servesOneReportForASecond() throws IOException {
    HealthReport report = service.report();
    clock.pass(Duration.ofMillis(999));
    assertSame(report, service.report());
    clock.pass(Duration.ofMillis(1));
    assertNotSame(report, service.report());
  }

  @Test
  void looksAgainWhenTheClockWentBack() throws IOException {
    HealthReport report = service.report();
    clock.pass(Duration.ofHours(-1));
    assertNotSame(report, service.report());
  }

  @Test
  void looksAgainAfterSomethingChanged() throws IOException {
    HealthReport report = service.report();
    service.forget();
    assertNotSame(report, service.report());
  }

  @Test
  void hasAtHandWhatItWouldAnswerWithoutLooking() throws IOException {
    assertEquals(Optional.empty(), service.atHand());

    HealthReport report = service.report();
    assertSame(report, service.atHand().orElseThrow());
    clock.pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), service.atHand());
  }

  @Test
  void hasNothingAtHandAfterSomethingChanged() throws IOException {
    service.report();
    service.forget();
    assertEquals(Optional.empty(), service.atHand());
  }

  @Test
  void keepsTheOrderOfTheCatalogueHoweverManyTablesThereAre() throws IOException {
    String[] names = IntStream.range(0, 2000).mapToObj(i -> "t" + i).toArray(String[]::new);
    HealthReport report = service(new ScriptedTables(names)).report();

    assertEquals(
        List.of(names), report.tables().stream().map(table -> table.table().value()).toList());
  }

  @Test
  void judgesManyTablesAsItJudgesEachAlone() throws IOException {
    String[] names = IntStream.range(0, 700).mapToObj(i -> "t" + i).toArray(String[]::new);
    HealthReport together = service(new ScriptedTables(names)).report();
    for (int i = 0; i < names.length; i += 50) {
      HealthReport alone = service(new ScriptedTables(names[i])).report();
      assertEquals(alone.tables().getFirst(), together.tables().get(i));
    }
  }

  @Test
  void tellsWhatTheLastLookAtTheNodesGaveWithoutAskingThem() throws Exception {
    NodeReport report = Openings.attached("hub@h", Openings.clean("hub@h", "live/a"));
    OwnerNodes answering = () -> List.of(report);
    new LookAtNodesService(answering, tables, nodes).look();

    HealthReport health = service.report();

    assertEquals(List.of(report), health.look().reports());
    assertEquals(1, health.tables().get(0).facts().ownership().openings().size());
    assertInstanceOf(Ownership.Nobody.class, health.tables().get(1).facts().ownership());
  }
}
