package io.detsguard.domain.compact;

import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.table.TableLocation;
import java.util.List;
import java.util.Optional;

/** How a compaction can end; the table that was compacted was sound to its last record. */
public sealed interface CompactionOutcome {
  /**
   * The compact table is in place; it was checked to the last record and holds the same ones.
   *
   * @param at where it is
   * @param kept where the file lies that it replaced; empty when it replaced none
   * @param records records in it
   * @param doubt why its owner cannot use it, and why the old file could not be put back; empty
   *     when no owner was asked, or all is well
   * @param notes what else an operator should know, in sentences
   */
  record Compacted(
      CompactionForecast forecast,
      TableLocation at,
      Optional<TableLocation> kept,
      long records,
      Optional<String> doubt,
      List<String> notes)
      implements CompactionOutcome {
    public Compacted {
      notes = List.copyOf(notes);
    }
  }

  /**
   * This is what it would win; nothing was written.
   *
   * @param at the table
   * @param records records in it
   * @param occupancy whether a process has the table open
   * @param owner how its owner would be made to close it first; empty when nobody would
   */
  record Possible(
      CompactionForecast forecast,
      TableLocation at,
      long records,
      Occupancy occupancy,
      Optional<OwnerHandle> owner)
      implements CompactionOutcome {
    /** Why it must not be done in place now, as for {@link CompactionPlan#obstacle}. */
    public Optional<Refusal> obstacle(boolean assumeClosed) {
      return occupancy.obstacle(assumeClosed, owner);
    }
  }

  /**
   * The compact table was in place, and the owner could not live with it: the old file is back.
   *
   * @param at the table's file
   * @param reason why it has not stayed, as a clause
   * @param ownerTrouble why the owner has not opened the table again; empty when it has
   * @param notes what else an operator should know, in sentences
   */
  record RolledBack(
      TableLocation at, String reason, Optional<String> ownerTrouble, List<String> notes)
      implements CompactionOutcome {
    public RolledBack {
      notes = List.copyOf(notes);
    }
  }

  /** The table is as compact as it can be, so it was left alone. */
  record NothingToWin(CompactionForecast forecast, TableLocation at, long records)
      implements CompactionOutcome {}

  /** Nothing was changed. */
  record Refused(Refusal refusal) implements CompactionOutcome {}
}
