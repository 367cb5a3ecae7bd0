package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.health.HealthAssessor;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.HealthThresholds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportHealthServiceTest {
  private final MovableClock clock = new MovableClock();
  private final ScriptedTables tables = new ScriptedTables("a", "b");
  private final ReportHealthService service =
      new ReportHealthService(
          tables, new MemoryRepository(), new HealthAssessor(HealthThresholds.DEFAULT), clock);

  @Test
  void looksAtEveryTableOfTheCatalogue() throws IOException {
    HealthReport report = service.report();
    assertEquals(List.of("observe a", "observe b"), tables.asked);
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
}
