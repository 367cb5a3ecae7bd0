package io.detsguard.domain.compact;

import io.detsguard.domain.restore.Occupancy;
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
   * @param notes what else an operator should know, in sentences
   */
  record Compacted(
      CompactionForecast forecast,
      TableLocation at,
      Optional<TableLocation> kept,
      long records,
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
   */
  record Possible(CompactionForecast forecast, TableLocation at, long records, Occupancy occupancy)
      implements CompactionOutcome {}

  /** The table is as compact as it can be, so it was left alone. */
  record NothingToWin(CompactionForecast forecast, TableLocation at, long records)
      implements CompactionOutcome {}

  /** Nothing was changed. */
  record Refused(Refusal refusal) implements CompactionOutcome {}
}
