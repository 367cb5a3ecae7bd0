package io.detsguard.storage.node;

import java.time.Duration;

/** How long reading a file takes, at a rate that a loaded machine with a local disk keeps. */
final class CopyPace {
  /** 0.5 GB/s; a quiet machine was up to five times as fast. */
  private static final long NANOS_PER_BYTE = 2;

  private CopyPace() {}

  /** The time that so many bytes take. */
  static Duration of(long bytes) {
    return Duration.ofNanos(bytes * NANOS_PER_BYTE);
  }
}
