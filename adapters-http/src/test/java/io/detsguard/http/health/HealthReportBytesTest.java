package io.detsguard.http.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.detsguard.domain.health.HealthAssessor;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.health.TableFacts;
import io.detsguard.domain.health.TableObservation.Readable;
import io.detsguard.domain.health.TableObservation.Unavailable;
import io.detsguard.http.Examples;
import io.detsguard.http.TestServer;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is put together of parts is what would have been written as a whole. */
class HealthReportBytesTest {
  private static final TableFacts QUEUE =
      new TableFacts(
          Examples.TASK_QUEUE,
          new Readable(Examples.figures(), Examples.MODIFIED_AT, Optional.empty()),
          Optional.of(Examples.snapshot(Examples.TASK_QUEUE, Examples.TAKEN_AT)));
  private static final TableFacts MAILBOX =
      new TableFacts(
          Examples.AGENT_MAILBOX, new Unavailable("gone \"]}\" for good"), Optional.empty());

  @AutoClose private static final TestServer server = TestServer.start();

  private final JsonMapper json = server.bean(JsonMapper.class);
  private final HealthReportBytes bytes = new HealthReportBytes(json);

  @Test
  void writesReportsOfAnyNumberOfTables() throws IOException {
    assertWritten(report(0));
    assertWritten(report(0, QUEUE));
    assertWritten(report(0, QUEUE, MAILBOX));
  }

  @Test
  void writesWhatTheNextReportSays() throws IOException {
    assertWritten(report(0, QUEUE, MAILBOX));

    assertWritten(report(1, QUEUE, MAILBOX));
    assertWritten(report(49, QUEUE, MAILBOX)); // by now the backup is stale
    assertWritten(report(49, MAILBOX, QUEUE));
    assertWritten(report(49, MAILBOX));
    assertWritten(report(49));
    assertWritten(report(0, MAILBOX, QUEUE));
  }

  @Test
  void hasAtHandOnlyTheReportThatWasWritten() throws IOException {
    HealthReport report = report(0, QUEUE);
    assertEquals(Optional.empty(), bytes.atHand(report));

    byte[] written = bytes.of(report);

    assertSame(written, bytes.atHand(report).orElseThrow());
    assertEquals(Optional.empty(), bytes.atHand(report(0, QUEUE)));
  }

  private void assertWritten(HealthReport report) throws IOException {
    assertEquals(
        json.writeValueAsString(HealthReportView.from(report)),
        new String(bytes.of(report), StandardCharsets.UTF_8));
  }

  private static HealthReport report(int hoursLater, TableFacts... tables) {
    return new HealthAssessor(HealthThresholds.DEFAULT)
        .assess(
            TestServer.NOW.plus(Duration.ofHours(hoursLater)),
            Optional.of(Examples.TAKEN_AT),
            List.copyOf(Arrays.asList(tables)));
  }
}
