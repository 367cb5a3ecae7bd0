package io.detsguard.domain.restore;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.table.TableLocation;
import java.util.List;
import java.util.Optional;

/** How the undoing of a replacement can end. */
public sealed interface UndoOutcome {
  /**
   * The file that was replaced last has the table's name again, byte for byte; or, when there was
   * none, the one that was put there has it no more.
   *
   * @param at the table's file
   * @param putBack what was put back; its name is free now
   * @param kept where the file lies that was there before; undoing once more puts that one back;
   *     empty when there was none
   * @param report what a check of the file says that was put back, which may well be damaged; empty
   *     when there is none
   * @param doubt why its owner cannot use it, and why what was there before could not be put back;
   *     empty when no owner was asked, or all is well
   * @param notes what else an operator should know, in sentences
   */
  record Undone(
      TableLocation at,
      KeptFile putBack,
      Optional<TableLocation> kept,
      Optional<CheckReport> report,
      Optional<String> doubt,
      List<String> notes)
      implements UndoOutcome {
    public Undone {
      notes = List.copyOf(notes);
    }
  }

  /**
   * It was undone, and the owner could not live with that: what was there before is back.
   *
   * @param at the table's file
   * @param putBack what was put back; it lies beside the table again, under another name
   * @param reason why it has not stayed, as a clause
   * @param ownerTrouble why the owner has not opened the table again; empty when it has
   * @param notes what else an operator should know, in sentences
   */
  record RolledBack(
      TableLocation at,
      KeptFile putBack,
      String reason,
      Optional<String> ownerTrouble,
      List<String> notes)
      implements UndoOutcome {
    public RolledBack {
      notes = List.copyOf(notes);
    }
  }

  /** Nothing was changed. */
  record Refused(Refusal refusal) implements UndoOutcome {}
}
