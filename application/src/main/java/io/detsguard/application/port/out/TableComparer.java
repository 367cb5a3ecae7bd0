package io.detsguard.application.port.out;

import io.detsguard.domain.diff.TableDiff;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;

/** Compares the records of tables that stood a check. */
public interface TableComparer {
  /**
   * What distinguishes the second table from the first. Takes bounded memory whatever their size.
   *
   * @param keyLimit how many of the keys that differ to name
   * @throws IOException when one cannot be read, or is no longer what was checked
   * @throws InterruptedException when the calling thread is interrupted
   */
  TableDiff compare(
      TableLocation before, TableLocation after, int keyLimit, ProgressListener progress)
      throws IOException, InterruptedException;
}
