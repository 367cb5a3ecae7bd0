package io.detsguard.http;

import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.domain.health.HealthReport;
import java.io.IOException;
import java.util.Optional;

/** Reports what a test says; a question the test did not prepare for fails. */
public final class ScriptedHealth implements ReportHealthUseCase {
  private volatile Optional<HealthReport> report = Optional.empty();
  private volatile Optional<HealthReport> ready = Optional.empty();
  private volatile Optional<IOException> failure = Optional.empty();

  public void answer(HealthReport next) {
    report = Optional.of(next);
    failure = Optional.empty();
  }

  public void failWith(IOException exception) {
    failure = Optional.of(exception);
  }

  /** From now on a report is at hand, whatever {@link #report} does. */
  public void haveAtHand(HealthReport known) {
    ready = Optional.of(known);
  }

  @Override
  public Optional<HealthReport> atHand() {
    return ready;
  }

  @Override
  public HealthReport report() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return report.orElseThrow(() -> new AssertionError("no report was prepared"));
  }
}
