package io.detsguard.storage.copy;

import io.detsguard.domain.backup.CopyMethod;
import java.time.Duration;

/** How far the times of a file can be trusted to tell two of its states apart. */
public enum TimestampPrecision {
  /**
   * Every change that follows a look at the times gets new ones: Linux from 6.13 on, on file
   * systems with multigrain timestamps.
   */
  FINE(Duration.ZERO, CopyMethod.STABLE_READ),
  /**
   * Times advance with the kernel's tick, every 1 to 10 ms, so two changes within one tick look
   * like one. A file whose last change is older than a tick is safe: the next change gets another
   * time.
   */
  TICKED(Duration.ofMillis(20), CopyMethod.STABLE_READ_GUARDED),
  /**
   * Whole or even seconds, times kept by another machine, or nobody knows. The guard is as long as
   * the coarsest of them, and the content is read twice on top.
   */
  COARSE(Duration.ofSeconds(2), CopyMethod.STABLE_READ_TWICE);

  private final Duration guard;
  private final CopyMethod method;

  TimestampPrecision(Duration guard, CopyMethod method) {
    this.guard = guard;
    this.method = method;
  }

  /** How long a file must have been left alone before a copy may begin. */
  public Duration guard() {
    return guard;
  }

  /** What a copy made under these rules is called. */
  public CopyMethod method() {
    return method;
  }

  /** Whether times prove that a file has not changed, once the guard is kept. */
  public boolean provesSameness() {
    return this != COARSE;
  }
}
