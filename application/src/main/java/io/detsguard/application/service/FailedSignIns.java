package io.detsguard.application.service;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Counts the failures of each caller. After {@link #MOST_FAILURES} within {@link #WINDOW} the
 * caller has to wait until the window is over. Tokens cannot be guessed; this keeps attempts from
 * costing anything, and makes them show. Not safe for use by several threads.
 */
final class FailedSignIns {
  static final Duration WINDOW = Duration.ofMinutes(1);
  static final int MOST_FAILURES = 10;

  /** How many callers are remembered; one more makes the one forgotten that failed first. */
  static final int MOST_CALLERS = 10_000;

  private final LinkedHashMap<String, Failures> byCaller = new LinkedHashMap<>();

  /** How long a caller has to wait; empty when it need not. */
  Optional<Duration> retryAfter(String caller, Instant now) {
    return Optional.ofNullable(byCaller.get(caller))
        .filter(failures -> failures.isWithinWindow(now) && failures.count >= MOST_FAILURES)
        .map(failures -> Duration.between(now, failures.since.plus(WINDOW)));
  }

  /** Notes one more failure. */
  void note(String caller, Instant now) {
    forgetOld(now);
    Failures before = byCaller.get(caller);
    if (before != null) {
      byCaller.put(caller, before.andOneMore());
    } else {
      byCaller.put(caller, new Failures(now, 1));
    }
    if (byCaller.size() > MOST_CALLERS) {
      byCaller.pollFirstEntry();
    }
  }

  /** Callers are in the order in which their windows began. */
  private void forgetOld(Instant now) {
    while (!byCaller.isEmpty() && !byCaller.firstEntry().getValue().isWithinWindow(now)) {
      byCaller.pollFirstEntry();
    }
  }

  /** A success makes up for the failures before it. */
  void forgive(String caller) {
    byCaller.remove(caller);
  }

  private record Failures(Instant since, int count) {
    /** A clock that was set back begins a new window. */
    boolean isWithinWindow(Instant now) {
      Duration age = Duration.between(since, now);
      return !age.isNegative() && age.compareTo(WINDOW) < 0;
    }

    Failures andOneMore() {
      return new Failures(since, count + 1);
    }
  }
}
