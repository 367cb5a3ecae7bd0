package io.detsguard.http.compact;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.compact.CompactionForecast;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.table.TableLocation;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What a compaction did.
 *
 * @param status {@code compacted}: every record of the compact table was read back first; or {@code
 *     in_doubt} when the owner cannot use it and the old file could not be put back
 * @param path where the table's file lies
 * @param kept where the file lies that was there before; null when there was none
 * @param recordCount records in the table
 * @param sizeBefore length of the file before, in bytes
 * @param size its length now, in bytes
 * @param saved the bytes that were won
 * @param doubt why the owner cannot use it, in words; null when there is no doubt
 * @param notes what else an operator should know, in sentences
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record CompactedView(
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"compacted", "in_doubt"})
        String status,
    String path,
    @Nullable String kept,
    long recordCount,
    long sizeBefore,
    long size,
    long saved,
    @Nullable String doubt,
    List<String> notes) {

  static CompactedView from(CompactionOutcome.Compacted compacted) {
    CompactionForecast forecast = compacted.forecast();
    return new CompactedView(
        compacted.doubt().isEmpty() ? "compacted" : "in_doubt",
        compacted.at().value(),
        compacted.kept().map(TableLocation::value).orElse(null),
        compacted.records(),
        forecast.bytesBefore(),
        forecast.bytesAfter(),
        forecast.savedBytes(),
        compacted.doubt().orElse(null),
        compacted.notes());
  }
}
