package io.detsguard.domain.history;

import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one table was like at one moment; sizes are bytes.
 *
 * @param at that moment, to the millisecond
 * @param records objects in the table
 * @param fileBytes length of its file
 * @param liveBytes the stored collections; known only when they had been read
 * @param freeBytes free blocks; known only when the table was properly closed
 */
public record FigureSample(
    TableName table,
    Instant at,
    long records,
    long fileBytes,
    OptionalLong liveBytes,
    OptionalLong freeBytes) {

  public FigureSample {
    at = Instant.ofEpochMilli(at.toEpochMilli());
    if (records < 0 || fileBytes < 0 || liveBytes.orElse(0) < 0 || freeBytes.orElse(0) < 0) {
      throw new IllegalArgumentException("figures count from zero");
    }
  }

  /** The sample that these figures give. */
  public static FigureSample of(TableName table, Instant at, TableFigures figures) {
    return new FigureSample(
        table,
        at,
        figures.records(),
        figures.fileBytes(),
        figures.liveBytes(),
        figures.freeBytes());
  }

  /** The share of the file, 0 to 1, that compaction would have given back. */
  public OptionalDouble fragmentation() {
    return freeBytes.isEmpty() || fileBytes == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) freeBytes.getAsLong() / fileBytes);
  }
}
