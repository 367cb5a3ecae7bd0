package io.detsguard.http.dashboard;

import io.detsguard.domain.history.FigureSample;
import io.detsguard.domain.table.TableName;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Figures over time.
 *
 * @param tables those that have a history
 */
@Serdeable.Serializable
record HistoryView(List<SeriesView> tables) {
  static HistoryView of(TableName table, List<FigureSample> samples, int points) {
    return of(samples.isEmpty() ? Map.of() : Map.of(table, samples), points);
  }

  static HistoryView of(Map<TableName, List<FigureSample>> samples, int points) {
    return new HistoryView(
        samples.entrySet().stream()
            .map(entry -> SeriesView.of(entry.getKey(), spread(entry.getValue(), points)))
            .toList());
  }

  /** At most {@code points} of these, evenly chosen, the first and the last included. */
  private static List<FigureSample> spread(List<FigureSample> samples, int points) {
    int count = samples.size();
    if (count <= points) {
      return samples;
    }
    return IntStream.range(0, points)
        .mapToObj(index -> samples.get((int) ((long) index * (count - 1) / (points - 1))))
        .toList();
  }

  /**
   * The history of one table as columns of equal length, oldest first, as charts want them.
   *
   * @param table its name
   * @param at milliseconds since the epoch
   * @param recordCount records in the table
   * @param fileSizeBytes bytes in the file
   * @param liveBytes bytes of stored records; null where they were not known
   * @param freeBytes bytes in free blocks; null where they were not known
   * @param fragmentationRatio free bytes over file size, 0 to 1; null where it was not known
   */
  @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
  record SeriesView(
      String table,
      List<Long> at,
      List<Long> recordCount,
      List<Long> fileSizeBytes,
      @ArraySchema(schema = @Schema(type = "integer", format = "int64", nullable = true))
          List<Optional<Long>> liveBytes,
      @ArraySchema(schema = @Schema(type = "integer", format = "int64", nullable = true))
          List<Optional<Long>> freeBytes,
      @ArraySchema(schema = @Schema(type = "number", format = "double", nullable = true))
          List<Optional<Double>> fragmentationRatio) {

    private static SeriesView of(TableName table, List<FigureSample> samples) {
      return new SeriesView(
          table.value(),
          column(samples, sample -> sample.at().toEpochMilli()),
          column(samples, FigureSample::records),
          column(samples, FigureSample::fileBytes),
          column(samples, sample -> sample.liveBytes().stream().boxed().findFirst()),
          column(samples, sample -> sample.freeBytes().stream().boxed().findFirst()),
          column(samples, sample -> sample.fragmentation().stream().boxed().findFirst()));
    }

    private static <T> List<T> column(
        List<FigureSample> samples, Function<FigureSample, T> figure) {
      return samples.stream().map(figure).toList();
    }
  }
}
