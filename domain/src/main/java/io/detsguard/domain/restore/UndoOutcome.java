package io.detsguard.domain.restore;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.table.TableLocation;
import java.util.List;
import java.util.Optional;

/** How the undoing of a restore, or of a compaction in place, can end. */
public sealed interface UndoOutcome {
  /**
   * The file that was replaced last has the table's name again, byte for byte.
   *
   * @param at the table's file
   * @param putBack the name under which it was kept, which is free now
   * @param kept where the file lies that was there before; undoing once more puts that one back;
   *     empty when there was none
   * @param report what a check of the file says that was put back, which may well be damaged
   * @param notes what else an operator should know, in sentences
   */
  record Undone(
      TableLocation at,
      TableLocation putBack,
      Optional<TableLocation> kept,
      CheckReport report,
      List<String> notes)
      implements UndoOutcome {
    public Undone {
      notes = List.copyOf(notes);
    }
  }

  /**
   * This would be put back; nothing was changed.
   *
   * @param occupancy whether a process has the table open
   */
  record Possible(TableLocation at, TableLocation kept, Occupancy occupancy)
      implements UndoOutcome {}

  /** Nothing was changed. */
  record Refused(Refusal refusal) implements UndoOutcome {}
}
