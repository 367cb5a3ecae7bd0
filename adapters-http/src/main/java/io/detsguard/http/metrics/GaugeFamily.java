package io.detsguard.http.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** The values of one name in one scrape. */
final class GaugeFamily {
  private final GaugeSnapshot.Builder family;

  /**
   * @param name as it appears in the scrape
   * @param help what the values are, as a sentence
   */
  GaugeFamily(String name, String help) {
    family = GaugeSnapshot.builder().name(name).help(help);
  }

  /**
   * Adds a value.
   *
   * @param labels names and values by turns, none for a name that has one value only
   */
  GaugeFamily add(double value, String... labels) {
    family.dataPoint(
        GaugeDataPointSnapshot.builder().labels(Labels.of(labels)).value(value).build());
    return this;
  }

  GaugeFamily add(boolean value, String... labels) {
    return add(value ? 1 : 0, labels);
  }

  GaugeSnapshot snapshot() {
    return family.build();
  }
}
