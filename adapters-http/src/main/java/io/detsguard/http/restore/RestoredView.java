package io.detsguard.http.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.table.TableLocation;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What a restore did.
 *
 * @param status {@code restored}, or {@code in_doubt} when the check of the table in its final
 *     place found something
 * @param table which table
 * @param snapshot the id of the snapshot that is in its place now
 * @param path where the table's file lies
 * @param kept where the file lies that was there before; null when there was none
 * @param recordCount records in the restored table
 * @param size length of its file in bytes
 * @param doubt what the check found, in words
 * @param notes what else an operator should know, in sentences
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record RestoredView(
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"restored", "in_doubt"})
        String status,
    String table,
    String snapshot,
    String path,
    @Nullable String kept,
    long recordCount,
    long size,
    @Nullable String doubt,
    List<String> notes) {

  static RestoredView from(RestoreOutcome.Restored restored) {
    return new RestoredView(
        restored.doubt().isEmpty() ? "restored" : "in_doubt",
        restored.snapshot().table().value(),
        restored.snapshot().text(),
        restored.at().value(),
        restored.kept().map(TableLocation::value).orElse(null),
        restored.records(),
        restored.bytes(),
        restored.doubt().orElse(null),
        restored.notes());
  }
}
