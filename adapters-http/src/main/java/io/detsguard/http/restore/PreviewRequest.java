package io.detsguard.http.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.application.port.in.RestoreTableUseCase.Source;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableName;
import io.detsguard.http.problem.BadRequestException;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a caller asks to be shown.
 *
 * @param table the table to restore
 * @param snapshot the id of the snapshot; the newest proven one when it is left out
 * @param keys how many of the keys that differ to name, 0 to 1000
 */
record PreviewRequest(
    @Schema(type = "string", requiredMode = REQUIRED) String table,
    @Schema(type = "string", requiredMode = NOT_REQUIRED) @Nullable String snapshot,
    @Schema(type = "integer", requiredMode = NOT_REQUIRED) @Nullable Integer keys) {
  private static final int MOST_KEYS = 1000;
  private static final Set<String> KNOWN = new TreeSet<>(Set.of("table", "snapshot", "keys"));

  static PreviewRequest read(Optional<String> contentType, byte[] body) {
    JsonProperties json = JsonProperties.read(contentType, body, KNOWN);
    return new PreviewRequest(
        json.text("table")
            .filter(TableName::isValid)
            .orElseThrow(() -> new BadRequestException("\"table\" must be the name of a table.")),
        json.text("snapshot").orElse(null),
        json.number("keys", MOST_KEYS));
  }

  Source source() {
    return new Source(new TableName(table), Optional.ofNullable(snapshot).map(this::id));
  }

  private SnapshotId id(String text) {
    return SnapshotId.parse(text)
        .orElseThrow(() -> new BadRequestException("\"snapshot\" must be the id of a snapshot."));
  }
}
