package io.detsguard.storage.salvage;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes may still be read in search of records. An honest file needs one pass; one that
 * claims collections inside collections could ask for millions. Safe for several threads.
 */
final class WorkAllowance {
  private static final long PASSES = 8;
  private static final long INITIAL_BYTES = 1 << 26;

  private final AtomicLong left;

  /** The allowance for a file of so many bytes. */
  WorkAllowance(long fileBytes) {
    left = new AtomicLong(INITIAL_BYTES + PASSES * fileBytes);
  }

  /** Whether nothing more should be read. */
  boolean isUsedUp() {
    return left.get() < 0;
  }

  /** Takes note of bytes that were read. */
  void use(long bytes) {
    left.addAndGet(-bytes);
  }
}
