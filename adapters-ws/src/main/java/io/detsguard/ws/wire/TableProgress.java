package io.detsguard.ws.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.detsguard.domain.backup.RunProgress;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Locale;

/**
 * How far one table of the run at work is.
 *
 * @param step {@code waiting}, {@code copying}, {@code checking}, {@code backed_up} or {@code
 *     failed}
 * @param bytesDone bytes of this step that are done
 * @param bytesTotal bytes of this step; 0 while unknown
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TableProgress(String table, String step, long bytesDone, long bytesTotal) {
  /** The wire form of one table's progress. */
  public static TableProgress from(RunProgress.TableProgress progress) {
    return new TableProgress(
        progress.table().value(),
        progress.step().name().toLowerCase(Locale.ROOT),
        progress.bytesDone(),
        progress.bytesTotal());
  }
}
