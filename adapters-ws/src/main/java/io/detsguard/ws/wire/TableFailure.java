package io.detsguard.ws.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.TableOutcome;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * A table that has no new snapshot.
 *
 * @param kind one word, such as {@code kept_changing}
 * @param reason a sentence for the operator, without paths of the host
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TableFailure(String table, String kind, String reason) {
  /** The failures of a run, in its order. */
  static List<TableFailure> of(BackupRun run) {
    return run.failures().stream().map(TableFailure::from).toList();
  }

  private static TableFailure from(TableOutcome.Failed failed) {
    return new TableFailure(failed.table().value(), failed.kind().wireName(), failed.reason());
  }
}
