package io.detsguard.http.repair;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.backup.SalvageLosses;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.RepairedFile;
import io.detsguard.domain.restore.TableRepairOutcome;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.http.backup.SnapshotView;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * What a repair did.
 *
 * @param status {@code repaired}, or {@code in_doubt} when the check of the table in its final
 *     place found something
 * @param path where the repaired table lies: in the table's place, or beside it
 * @param inPlace whether it has the table's name
 * @param kept where the damaged file lies that it replaced; null when it replaced none
 * @param candidatesPath a table of records that were put aside; null when there is none
 * @param recordCount records in the repaired table
 * @param size length of its file in bytes
 * @param nothingLost whether all that the file held was saved, as far as the file itself can tell
 * @param losses what was not saved, or is in doubt
 * @param doubt what the check found, in words
 * @param notes what else an operator should know, in sentences
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record RepairedView(
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"repaired", "in_doubt"})
        String status,
    String path,
    boolean inPlace,
    @Nullable String kept,
    @Nullable String candidatesPath,
    long recordCount,
    @Nullable Long size,
    boolean nothingLost,
    SnapshotView.LossesView losses,
    @Nullable String doubt,
    List<String> notes) {

  static RepairedView from(TableRepairOutcome.Repaired repaired) {
    RepairReport report = repaired.report();
    List<String> notes = new ArrayList<>(report.notes());
    notes.addAll(repaired.notes());
    return new RepairedView(
        repaired.doubt().isEmpty() ? "repaired" : "in_doubt",
        repaired.at().value(),
        repaired.kept().isPresent(),
        repaired.kept().map(TableLocation::value).orElse(null),
        report.output().flatMap(RepairedFile::candidates).map(TableLocation::value).orElse(null),
        report.records(),
        report.output().map(RepairedFile::bytes).orElse(null),
        report.losses().isNothing(),
        SnapshotView.LossesView.from(SalvageLosses.of(report.losses())),
        repaired.doubt().orElse(null),
        notes);
  }
}
