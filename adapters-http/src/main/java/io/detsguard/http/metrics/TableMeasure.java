package io.detsguard.http.metrics;

import io.detsguard.http.health.OwnerView;
import io.detsguard.http.health.TableHealthView;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One figure that tables have.
 *
 * @param name as it appears in the scrape
 * @param help what it is, as a sentence
 * @param value the figure of one table; empty when it is not known
 */
record TableMeasure(
    String name, String help, Function<TableHealthView, Optional<? extends Number>> value) {
  private static final List<TableMeasure> FIGURES =
      List.of(
          figure("records", "Objects in the table.", table -> table.figures().recordCount()),
          figure("keys", "Different keys in the table.", table -> table.figures().keyCount()),
          figure(
              "file_bytes",
              "Length of the table's file.",
              table -> table.figures().fileSizeBytes()),
          figure(
              "live_bytes", "Bytes of the stored objects.", table -> table.figures().liveBytes()),
          figure(
              "allocated_bytes",
              "Bytes of the blocks that stored objects lie in.",
              table -> table.figures().allocatedBytes()),
          figure(
              "free_bytes",
              "Bytes of free blocks within the file.",
              table -> table.figures().freeBytes()),
          figure(
              "fragmentation_ratio",
              "Free bytes over file length: what compaction gives back.",
              table -> table.figures().fragmentationRatio()),
          figure(
              "space_fill_ratio",
              "How much is used of the 2 GiB that a table can hold.",
              table -> table.figures().spaceFillRatio()),
          figure(
              "properly_closed",
              "1 when the file holds every accepted update.",
              table -> table.figures().properlyClosed().map(closed -> closed ? 1 : 0)),
          figure(
              "next_start_repair_bytes",
              "Bytes that Erlang will read and rewrite when the table is next opened.",
              TableHealthView::nextStartRepairBytes),
          figure(
              "last_backup_timestamp_seconds",
              "When the table's newest proven snapshot was taken, since the epoch.",
              table -> table.lastBackupAt().map(TableMeasure::seconds)),
          figure(
              "last_proven_restorable_timestamp_seconds",
              "When a snapshot of the table was last restored in a drill, since the epoch.",
              table -> table.lastProvenRestorableAt().map(TableMeasure::seconds)),
          figure(
              "restore_seconds",
              "How long restoring the table took in its last drill that succeeded.",
              table -> table.restoreMs().map(TableMeasure::seconds)),
          figure("openings", "Openings of the table in nodes.", TableMeasure::openings),
          figure(
              "queue_length",
              "Calls that wait for the table's process.",
              table -> most(table, OwnerView::queueLength)),
          figure(
              "process_memory_bytes",
              "What the table's process occupies.",
              table -> most(table, OwnerView::memoryBytes)),
          figure(
              "unwritten_bytes",
              "Updates of the table that are in no file yet.",
              table -> first(table, OwnerView::unwrittenBytes)),
          figure(
              "fixed_since_timestamp_seconds",
              "Since when the table is held fixed, since the epoch.",
              table -> first(table, OwnerView::fixedSince).map(TableMeasure::seconds)));

  /** The figures in the order of the scrape. */
  static List<TableMeasure> all(Instant now) {
    TableMeasure age =
        figure(
            "last_backup_age_seconds",
            "Age of the table's newest proven snapshot.",
            table -> table.lastBackupAt().map(at -> seconds(now.toEpochMilli() - at)));
    return Stream.concat(FIGURES.stream(), Stream.of(age)).toList();
  }

  /** The figure of each of these tables. */
  MetricSnapshot of(List<TableHealthView> tables) {
    GaugeFamily family = new GaugeFamily(name, help);
    for (TableHealthView table : tables) {
      value
          .apply(table)
          .ifPresent(number -> family.add(number.doubleValue(), "table", table.table()));
    }
    return family.snapshot();
  }

  private static Optional<Integer> openings(TableHealthView table) {
    return table.ownerState().equals("unknown")
        ? Optional.empty()
        : Optional.of(table.owners().size());
  }

  private static Optional<Long> most(TableHealthView table, Function<OwnerView, Long> fact) {
    return table.owners().stream().map(fact).max(Comparator.naturalOrder());
  }

  private static Optional<Long> first(
      TableHealthView table, Function<OwnerView, Optional<Long>> fact) {
    return table.owners().stream().map(fact).flatMap(Optional::stream).findFirst();
  }

  private static TableMeasure figure(
      String name, String help, Function<TableHealthView, Optional<? extends Number>> value) {
    return new TableMeasure("detsguard_table_" + name, help, value);
  }

  private static double seconds(long millis) {
    return millis / 1000.0;
  }
}
