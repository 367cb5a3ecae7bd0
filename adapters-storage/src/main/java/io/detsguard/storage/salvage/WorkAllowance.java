package io.detsguard.storage.salvage;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes may still be read in search of records. An honest file needs one pass; one that
 * claims collections inside collections could ask for millions. Safe for several threads.
 */
final class WorkAllowance {
  private static final long PASSES = 8;
  private static final long INITIAL_BYTES = 1 << 26;

  /** What a share takes at a time, so that threads seldom meet at what is left for all. */
  private static final long SHARE_BYTES = 1 << 16;

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

  /** A part of it that grows as it is used, for the calling thread. */
  Share share() {
    return new Share();
  }

  /** What one thread has taken of the allowance. */
  final class Share {
    private long taken;

    /** As {@link WorkAllowance#isUsedUp}. */
    boolean isUsedUp() {
      return taken < 0 && !take();
    }

    private boolean take() {
      if (WorkAllowance.this.isUsedUp()) {
        return false;
      }
      WorkAllowance.this.use(SHARE_BYTES - taken);
      taken = SHARE_BYTES;
      return true;
    }

    /** As {@link WorkAllowance#use}. */
    void use(long bytes) {
      taken -= bytes;
    }
  }
}
