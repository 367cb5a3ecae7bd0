package io.detsguard.domain.health;

import java.time.Duration;
import java.util.Locale;

/** Figures as they stand in the sentences of conditions. */
final class InWords {
  private InWords() {}

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  /** In the largest unit of which there are two, so that the rest does not matter; never 0 s. */
  static String time(Duration time) {
    if (time.toHours() >= 2) {
      return time.toHours() + " h";
    }
    return time.toMinutes() >= 2 ? time.toMinutes() + " min" : Math.max(1, time.toSeconds()) + " s";
  }
}
