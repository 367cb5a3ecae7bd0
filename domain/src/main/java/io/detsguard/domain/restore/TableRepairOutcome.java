package io.detsguard.domain.restore;

import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.table.TableLocation;
import java.util.List;
import java.util.Optional;

/**
 * How the repair of a table of the catalogue can end; failures of the disk are exceptions, and
 * leave the old file or the new.
 */
public sealed interface TableRepairOutcome {
  /**
   * The repaired table is there.
   *
   * @param at where it was put: in the table's place, or beside it
   * @param kept where the damaged file lies that it replaced; empty when it replaced none
   * @param report what was saved, and what not
   * @param doubt what the check of the repaired table found in its final place; empty when it holds
   *     exactly what was saved
   * @param notes what else an operator should know, in sentences
   */
  record Repaired(
      TableLocation at,
      Optional<TableLocation> kept,
      RepairReport report,
      Optional<String> doubt,
      List<String> notes)
      implements TableRepairOutcome {
    public Repaired {
      notes = List.copyOf(notes);
    }
  }

  /**
   * The repaired table was in place, and the owner could not live with it: the damaged file is
   * back, and its owner may repair it in its own way when it opens it.
   *
   * @param at the table's file
   * @param reason why it has not stayed, as a clause
   * @param ownerTrouble why the owner has not opened the table again; empty when it has
   * @param notes what else an operator should know, in sentences
   */
  record RolledBack(
      TableLocation at, String reason, Optional<String> ownerTrouble, List<String> notes)
      implements TableRepairOutcome {
    public RolledBack {
      notes = List.copyOf(notes);
    }
  }

  /** Nothing was changed. */
  record Refused(Refusal refusal) implements TableRepairOutcome {}
}
