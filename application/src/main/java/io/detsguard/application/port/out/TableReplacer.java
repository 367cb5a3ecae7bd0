package io.detsguard.application.port.out;

import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.LiveStamp;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Puts files in the place of live ones that nobody has open. Killed at any moment it leaves the old
 * file or the new one under the table's name, and the other one never lost. Safe for use by many
 * threads and several processes.
 */
public interface TableReplacer {
  /** Looks at the place of a table, without changing anything. */
  Place look(TableLocation live) throws IOException;

  /**
   * Puts the bytes of a snapshot in the place of a table. They are copied beside it, forced,
   * checked to the last record against the manifest and only then given the table's name.
   *
   * @throws IOException when that fails; the old file has the name then, unless the message says
   *     that it was the very last step, the forcing of the directory
   * @throws InterruptedException when the thread was interrupted; the old file has the name then
   */
  Replacement replace(Snapshot snapshot, ReplaceOrder order, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * Gives a file that was replaced before the table's name again; where there was none, takes the
   * present one away. Refused when that is not what lies beside the table any more.
   *
   * @param kept one of {@link Place#kept()}
   * @throws IOException as for {@link #replace}
   */
  Replacement putBack(KeptFile kept, ReplaceOrder order) throws IOException;

  /**
   * Copies a snapshot to a name that is free, checked as for {@link #replace}.
   *
   * @throws java.nio.file.FileAlreadyExistsException when there is something of that name
   */
  void copy(Snapshot snapshot, TableLocation target, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * What is to be seen at the place of a table.
   *
   * @param stamp of the file there; empty when there is none
   * @param occupancy whether a process has it open
   * @param kept what was replaced there, the last one first
   * @param notes what an interrupted attempt left, in sentences
   */
  record Place(
      Optional<LiveStamp> stamp, Occupancy occupancy, List<KeptFile> kept, List<String> notes) {
    public Place {
      kept = List.copyOf(kept);
      notes = List.copyOf(notes);
    }
  }
}
