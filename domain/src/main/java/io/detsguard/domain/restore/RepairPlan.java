package io.detsguard.domain.restore;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What a repair of a table of the catalogue would do, before it does.
 *
 * @param table which table
 * @param live where its file lies
 * @param stamp of the file there
 * @param check what is wrong with it
 * @param report what a repair would save, and what not
 * @param insertsCandidates whether records of freed blocks that a slot may have lost would be part
 *     of the new table
 * @param occupancy whether a process has the table open
 * @param owner how its owner will be made to close it and to open it again; empty when no owner is
 *     configured, or when it is seen that nobody has it open
 * @param notes what else an operator should know, in sentences
 */
public record RepairPlan(
    TableName table,
    TableLocation live,
    LiveStamp stamp,
    CheckReport check,
    RepairReport report,
    boolean insertsCandidates,
    Occupancy occupancy,
    Optional<OwnerHandle> owner,
    List<String> notes) {
  public RepairPlan {
    notes = List.copyOf(notes);
  }

  /**
   * Why this must not be carried out in place now, as for {@link RestorePlan#obstacle}.
   *
   * @param assumeClosed whether the operator answers for what could not be seen
   */
  public Optional<Refusal> obstacle(boolean assumeClosed) {
    return occupancy.obstacle(assumeClosed, owner);
  }
}
