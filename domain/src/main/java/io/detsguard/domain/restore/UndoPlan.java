package io.detsguard.domain.restore;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What an undoing would do, before it does.
 *
 * @param table which table
 * @param live where its file lies
 * @param stamp what lies there now; empty when nothing does
 * @param kept what would be put back
 * @param report what a check says of that file, which may well be damaged; empty when there was
 *     none
 * @param content how the live file differs from it, with it in the part of the snapshot; empty when
 *     it cannot be compared
 * @param occupancy whether a process has the table open
 * @param owner how its owner will be made to close it and to open it again; empty when no owner is
 *     configured, when it is seen that nobody has it open, or when an owner would repair the file
 *     that is to be put back
 * @param notes what else an operator should know, in sentences
 */
public record UndoPlan(
    TableName table,
    TableLocation live,
    Optional<LiveStamp> stamp,
    KeptFile kept,
    Optional<CheckReport> report,
    Optional<LiveContent> content,
    Occupancy occupancy,
    Optional<OwnerHandle> owner,
    List<String> notes) {
  public UndoPlan {
    notes = List.copyOf(notes);
  }

  /**
   * Why this must not be carried out now, as for {@link RestorePlan#obstacle}.
   *
   * @param assumeClosed whether the operator answers for what could not be seen
   */
  public Optional<Refusal> obstacle(boolean assumeClosed) {
    return occupancy.obstacle(assumeClosed, owner);
  }
}
