package io.detsguard.domain.restore;

import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What a restore would do, before it does. The snapshot was verified to the last record when this
 * was made.
 *
 * @param table which table
 * @param snapshot what would be put in its place
 * @param proven whether that snapshot counts as a backup, and is not mere salvage
 * @param records records in the snapshot
 * @param keys different keys among them
 * @param bytes length of the snapshot's file
 * @param live where the table's file lies
 * @param stamp what lies there now; empty when nothing does
 * @param content how that differs from the snapshot
 * @param occupancy whether a process has it open
 * @param owner how its owner will be made to close it and to open it again; empty when no owner is
 *     configured, or when it is seen that nobody has it open
 * @param notes what else an operator should know, in sentences
 */
public record RestorePlan(
    TableName table,
    SnapshotId snapshot,
    boolean proven,
    long records,
    long keys,
    long bytes,
    TableLocation live,
    Optional<LiveStamp> stamp,
    LiveContent content,
    Occupancy occupancy,
    Optional<OwnerHandle> owner,
    List<String> notes) {
  public RestorePlan {
    notes = List.copyOf(notes);
  }

  /**
   * Why this must not be carried out now. A process that has the table open is no obstacle when the
   * owner will be made to close it; whether it did is seen then.
   *
   * @param assumeClosed whether the operator answers for what could not be seen
   */
  public Optional<Refusal> obstacle(boolean assumeClosed) {
    return occupancy.obstacle(assumeClosed, owner);
  }

  /** Whether the live table holds the snapshot's records already. */
  public boolean changesNothing() {
    return content instanceof LiveContent.Readable(var changes, boolean properlyClosed)
        && properlyClosed
        && changes.isEmpty();
  }
}
