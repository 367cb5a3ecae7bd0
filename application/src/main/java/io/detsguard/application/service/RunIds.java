package io.detsguard.application.service;

import io.detsguard.domain.backup.RunId;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Names runs: the second at which they were asked for, and 32 random bits that tell runs of several
 * processes on one repository apart. Safe for use by many threads if the generator is.
 */
public record RunIds(InstantSource clock, RandomGenerator random) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

  /** A name that no other run has. */
  public RunId next() {
    String time = TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    return new RunId(String.format(Locale.ROOT, "%s-%08x", time, random.nextInt()));
  }
}
