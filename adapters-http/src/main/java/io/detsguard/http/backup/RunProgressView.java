package io.detsguard.http.backup;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunProgress.TableProgress;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;

/**
 * A run that is not over.
 *
 * @param run the run's id
 * @param status {@code queued} or {@code running}
 * @param href where to ask again
 * @param requestedAt when it was asked for, milliseconds since the epoch
 * @param tables how far each table is; empty while the run is queued
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record RunProgressView(
    String run,
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"queued", "running"})
        String status,
    String href,
    long requestedAt,
    List<TableView> tables)
    implements RunStateView {

  public static RunProgressView from(RunProgress progress) {
    return new RunProgressView(
        progress.id().value(),
        status(progress),
        href(progress.id()),
        progress.requestedAt().toEpochMilli(),
        progress.tables().stream().map(TableView::from).toList());
  }

  /** The address of a run. */
  static String href(RunId id) {
    return "/api/admin/backup/runs/" + id;
  }

  /** One word for the stage of a run, and for how it ended once it has. */
  static String status(RunProgress progress) {
    return progress
        .finished()
        .map(run -> run.status().wireName())
        .orElseGet(() -> word(progress.stage()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * How far one table is.
   *
   * @param table its name
   * @param step {@code waiting}, {@code copying}, {@code checking}, {@code backed_up} or {@code
   *     failed}
   * @param bytesDone bytes done of the present step
   * @param bytesTotal bytes of the present step; 0 while unknown
   */
  @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
  public record TableView(
      String table,
      @Schema(
              type = "string",
              requiredMode = REQUIRED,
              allowableValues = {"waiting", "copying", "checking", "backed_up", "failed"})
          String step,
      long bytesDone,
      long bytesTotal) {
    private static TableView from(TableProgress progress) {
      return new TableView(
          progress.table().value(),
          word(progress.step()),
          progress.bytesDone(),
          progress.bytesTotal());
    }
  }
}
