package io.detsguard.storage.distribution;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many ticks a node may send. A real one sends four in each {@code net_ticktime}, which has at
 * least a second; one that does nothing but tick would keep a processor busy.
 */
final class TickBudget {
  /** In one second. */
  static final int MOST = 1_000;

  private final LongSupplier nanoTime;
  private long second;
  private int taken;

  TickBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.second = nanoTime.getAsLong();
  }

  /** Notes a tick. */
  void take() throws IOException {
    long now = nanoTime.getAsLong();
    if (now - second >= TimeUnit.SECONDS.toNanos(1)) {
      second = now;
      taken = 0;
    }
    taken++;
    if (taken > MOST) {
      throw new IOException("the node sent more than " + MOST + " ticks in a second");
    }
  }
}
