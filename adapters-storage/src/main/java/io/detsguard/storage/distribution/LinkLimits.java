package io.detsguard.storage.distribution;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a connection to a node may take.
 *
 * @param maxPacketBytes the longest packet that is accepted; its term takes some twenty times as
 *     much memory
 * @param writing how long one packet may take to be written
 * @param probing how long a node that has been silent may take to answer that it is there
 * @param firstPause how long not to connect again after a first failure; doubles with each more
 * @param longestPause the most of that
 * @param nanoTime time that never steps, in nanoseconds
 */
public record LinkLimits(
    int maxPacketBytes,
    Duration writing,
    Duration probing,
    Duration firstPause,
    Duration longestPause,
    LongSupplier nanoTime) {
  /** What serves outside of tests. */
  public static LinkLimits usual() {
    return new LinkLimits(
        1 << 22,
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        System::nanoTime);
  }
}
