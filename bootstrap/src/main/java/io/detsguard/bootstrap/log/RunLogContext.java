package io.detsguard.bootstrap.log;

import io.detsguard.application.port.out.RunContext;
import io.detsguard.domain.backup.RunId;
import org.slf4j.MDC;

/**
 * Gives each line that a thread logs while it works for a run the run's id, as the entry {@value
 * #KEY} of the logging context. That is bound to threads, so the application says on each thread of
 * a run when it begins and ends.
 */
public final class RunLogContext implements RunContext {
  static final String KEY = "run";

  @Override
  public Scope enter(RunId run) {
    return MDC.putCloseable(KEY, run.value())::close;
  }
}
