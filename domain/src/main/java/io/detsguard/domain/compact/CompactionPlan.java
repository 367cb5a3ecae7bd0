package io.detsguard.domain.compact;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.restore.LiveStamp;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What a compaction in place would do, before it does. The table stood the whole check when this
 * was made.
 *
 * @param table which table
 * @param live where its file lies
 * @param stamp of the file there
 * @param shrinksSlots whether slots that the table no longer needs would be given back as well
 * @param check what was found in the table; the compact one must hold the same records
 * @param forecast what it would win, exactly
 * @param occupancy whether a process has the table open
 * @param owner how its owner will be made to close it and to open it again; empty when no owner is
 *     configured, or when it is seen that nobody has it open
 * @param notes what else an operator should know, in sentences
 */
public record CompactionPlan(
    TableName table,
    TableLocation live,
    Optional<LiveStamp> stamp,
    boolean shrinksSlots,
    CheckReport check,
    CompactionForecast forecast,
    Occupancy occupancy,
    Optional<OwnerHandle> owner,
    List<String> notes) {
  public CompactionPlan {
    notes = List.copyOf(notes);
  }

  /**
   * Why this must not be carried out now, as for {@link
   * io.detsguard.domain.restore.RestorePlan#obstacle}.
   *
   * @param assumeClosed whether the operator answers for what could not be seen
   */
  public Optional<Refusal> obstacle(boolean assumeClosed) {
    return occupancy.obstacle(assumeClosed, owner);
  }
}
