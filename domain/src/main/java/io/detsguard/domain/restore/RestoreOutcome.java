package io.detsguard.domain.restore;

import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableLocation;
import java.util.List;
import java.util.Optional;

/**
 * How a restore can end; failures of the disk are exceptions, and leave the old file or the new.
 */
public sealed interface RestoreOutcome {
  /**
   * The snapshot is in place.
   *
   * @param snapshot which one
   * @param at where it was put
   * @param kept where the file lies that was there before; empty when there was none
   * @param records records in the restored table
   * @param bytes length of its file
   * @param doubt what the check of the restored table found in its final place; empty when it holds
   *     exactly the snapshot's records
   * @param notes what else an operator should know, in sentences
   */
  record Restored(
      SnapshotId snapshot,
      TableLocation at,
      Optional<TableLocation> kept,
      long records,
      long bytes,
      Optional<String> doubt,
      List<String> notes)
      implements RestoreOutcome {
    public Restored {
      notes = List.copyOf(notes);
    }
  }

  /**
   * The snapshot is intact and could be put there; this was only asked, and nothing was changed.
   *
   * @param records records in the snapshot
   * @param bytes length of its file
   */
  record Possible(SnapshotId snapshot, TableLocation at, long records, long bytes)
      implements RestoreOutcome {}

  /**
   * The snapshot was in place, and the owner could not live with it: the old file is back.
   *
   * @param snapshot which one
   * @param at the table's file
   * @param reason why it was undone, as a clause
   * @param ownerTrouble why the owner has not opened the old file again; empty when it has
   * @param notes what else an operator should know, in sentences
   */
  record RolledBack(
      SnapshotId snapshot,
      TableLocation at,
      String reason,
      Optional<String> ownerTrouble,
      List<String> notes)
      implements RestoreOutcome {
    public RolledBack {
      notes = List.copyOf(notes);
    }
  }

  /** Nothing was changed. */
  record Refused(Refusal refusal) implements RestoreOutcome {}
}
