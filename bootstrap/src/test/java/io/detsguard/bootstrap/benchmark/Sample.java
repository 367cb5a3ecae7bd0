package io.detsguard.bootstrap.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured of one thing, round by round. */
final class Sample {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double median() {
    return quantile(0.5);
  }

  /** The smallest value that so large a share of all does not exceed. */
  double quantile(double share) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, rank));
  }

  /** Median, smallest and largest. */
  String text(String unit) {
    return String.format(
        Locale.ROOT,
        "%.3f %s (%.3f to %.3f, n=%d)",
        median(),
        unit,
        quantile(0),
        quantile(1),
        values.size());
  }
}
