package io.detsguard.http.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.table.TableLocation;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What an undoing did.
 *
 * @param status {@code undone}, or {@code in_doubt} when the owner cannot use the file and what was
 *     there before could not be put back
 * @param path where the table's file lies
 * @param putBack the name that the file had which has the table's name again; null when there was
 *     no file, and none is there now
 * @param kept where the file lies that was there before; undoing once more puts that one back; null
 *     when there was none
 * @param verdict what a check says of the file that was put back; null when there is none
 * @param recordCount records that were read in it
 * @param doubt why the owner cannot use it, in words; null when there is no doubt
 * @param notes what else an operator should know, in sentences
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record UndoneView(
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"undone", "in_doubt"})
        String status,
    String path,
    @Nullable String putBack,
    @Nullable String kept,
    @Nullable String verdict,
    @Nullable Long recordCount,
    @Nullable String doubt,
    List<String> notes) {

  static UndoneView from(UndoOutcome.Undone undone) {
    KeptFile putBack = undone.putBack();
    return new UndoneView(
        undone.doubt().isEmpty() ? "undone" : "in_doubt",
        undone.at().value(),
        putBack.absence() ? null : putBack.location().value(),
        undone.kept().map(TableLocation::value).orElse(null),
        undone.report().map(report -> report.verdict().wireName()).orElse(null),
        undone.report().map(CheckReport::objectsRead).orElse(null),
        undone.doubt().orElse(null),
        undone.notes());
  }
}
