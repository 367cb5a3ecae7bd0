package io.detsguard.domain.repair;

import io.detsguard.domain.check.RecordDigest;
import java.util.List;
import java.util.Optional;

/**
 * What a repair found and made.
 *
 * @param shape type and key position, by which the records were understood
 * @param shapeSource who said so
 * @param records records recovered
 * @param keys different keys among them
 * @param digest of the recovered records, computed from the damaged file
 * @param losses what was not recovered, or had to be decided
 * @param output the new table; empty when none was written
 * @param notes what else an operator should know, in sentences
 */
public record RepairReport(
    TableShape shape,
    ShapeSource shapeSource,
    long records,
    long keys,
    RecordDigest digest,
    LossReport losses,
    Optional<RepairedFile> output,
    List<String> notes) {

  public RepairReport {
    notes = List.copyOf(notes);
  }

  /** The same of other files. */
  public RepairReport withOutput(Optional<RepairedFile> other) {
    return new RepairReport(shape, shapeSource, records, keys, digest, losses, other, notes);
  }
}
