package io.detsguard.ws;

import java.util.concurrent.TimeUnit;

/**
 * How much one client may say: a bucket that holds a second's worth and fills as time passes. Not
 * safe for use by several threads; each client has its own, on its event loop.
 */
final class MessageRate {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private double left;
  private long lastNanos;

  /**
   * @param perSecond how many in a second, on average; also how many at once
   * @param nowNanos the present by the clock that {@link #allows} will be told
   */
  MessageRate(int perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.left = perSecond;
    this.lastNanos = nowNanos;
  }

  /** Takes one more message into account; false when it is one too many. */
  boolean allows(long nowNanos) {
    left = Math.min(perSecond, left + (nowNanos - lastNanos) * perSecond / NANOS_PER_SECOND);
    lastNanos = nowNanos;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
