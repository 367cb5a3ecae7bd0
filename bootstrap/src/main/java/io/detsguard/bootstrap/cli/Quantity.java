package io.detsguard.bootstrap.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers as people read them, with their units. */
final class Quantity {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Quantity() {}

  /** {@code 999 B}, {@code 1.0 kB}, {@code 204.5 kB}: powers of a thousand. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    // 999.95 would be rounded to 1000.0, which belongs to the next unit
    while (value >= (unit == 0 ? 1000 : 999.95) && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  static String bytes(OptionalLong bytes) {
    return bytes.isPresent() ? bytes(bytes.getAsLong()) : "unknown";
  }

  static String share(OptionalDouble share) {
    return share.isPresent() ? share(share.getAsDouble()) : "unknown";
  }

  /** {@code 12.5 %} for 0.125. */
  static String share(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  /** {@code 850 ms}, {@code 12.3 s}, {@code 4 min 5 s}. */
  static String duration(Duration duration) {
    if (duration.toMillis() < 1000) {
      return duration.toMillis() + " ms";
    }
    if (duration.toSeconds() < 60) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }

  /** {@code 1,234,567}. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 record}, {@code 2 records}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
