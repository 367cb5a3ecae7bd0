package io.detsguard.application.port.out;

import io.detsguard.domain.backup.RunId;

/**
 * Told which run a thread works for, so that whatever is said on that thread meanwhile can be told
 * to belong to the run. Safe for use by many threads.
 */
@FunctionalInterface
public interface RunContext {
  /** For those who do not care. */
  RunContext NONE = run -> () -> {};

  /**
   * From now on the calling thread works for that run, until it closes what this returns.
   *
   * @param run the run at work; a thread works for one at a time
   */
  Scope enter(RunId run);

  /** Closed by the thread that entered. */
  @FunctionalInterface
  interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
