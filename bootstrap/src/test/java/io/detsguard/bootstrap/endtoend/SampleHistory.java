package io.detsguard.bootstrap.endtoend;

import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.domain.history.FigureSample;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.history.FileFigureLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * An invented past of the sample tables, hour by hour, that ends at the files as they are: they
 * grew, and one of them was cleared of old records lately.
 *
 * @param samples its figures
 */
record SampleHistory(List<FigureSample> samples) {
  private static final int HOURS = 60 * 24;

  /** The table that was cleared, from this share of the time on, and how much of it at the end. */
  private static final String CLEARED = "message_history";

  private static final double CLEARING_BEGINS = 0.55;
  private static final double CLEARED_AT_LAST = 0.83;

  /** The share of what is not free that holds records. */
  private static final double LIVE = 0.7;

  /** The past, until this moment, of the nine tables in this directory. */
  static SampleHistory of(Path tables, Instant end) throws IOException {
    List<FigureSample> samples = new ArrayList<>();
    for (TableName table : Settings.Tables.DEFAULT_NAMES) {
      long size = Files.size(tables.resolve(table.value() + ".dets"));
      for (int hour = 0; hour < HOURS; hour++) {
        samples.add(sample(table, size, hour, end));
      }
    }
    return new SampleHistory(samples);
  }

  private static FigureSample sample(TableName table, long size, int hour, Instant end) {
    double done = (double) hour / HOURS;
    boolean cleared = table.value().equals(CLEARED);
    double phase = table.value().length() + hour / 90.0;
    double grown = cleared ? 0.4 + done : 0.35 + 0.65 * done + 0.06 * (1 - done) * Math.sin(phase);
    long file = (long) (size * Math.min(1, grown));
    double freed = cleared ? Math.max(0, done - CLEARING_BEGINS) * 1.9 : 0;
    long free = (long) (file * Math.min(CLEARED_AT_LAST, freed));
    return new FigureSample(
        table,
        end.minus(Duration.ofHours(HOURS - hour)),
        hour,
        file,
        OptionalLong.of((long) ((file - free) * LIVE)),
        OptionalLong.of(free));
  }

  /** Writes it in place of what a service has recorded; none may be running. */
  void replace(Path log) throws IOException {
    new FileFigureLog(log, new DiskFiles()).replace(samples);
  }
}
