package io.detsguard.domain.health;

import java.time.Duration;

/** What Erlang's own repair costs, which it does when a table is opened that was left open. */
final class ErlangRepair {
  /**
   * Bytes of a file that are repaired in a second: 31 MB took 0.73 s and 312 MB 6.9 s in a warm
   * Erlang of OTP 25, from the page cache, on two shared cores ({@code benchmarks/repair.escript}).
   * Other machines differ; a cold disk makes it longer.
   */
  private static final long BYTES_A_SECOND = 45_000_000;

  private ErlangRepair() {}

  /** About how long it takes for a file of that length. */
  static Duration estimate(long fileBytes) {
    return Duration.ofMillis(fileBytes * 1000 / BYTES_A_SECOND);
  }
}
