package io.detsguard.application.port.out;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.table.TableLocation;

/** Reads table files and says what they are. Failures to read are verdicts, never exceptions. */
public interface TableChecker {
  /** Header, trailer, free lists and counters only. */
  CheckReport inspect(TableLocation file);

  /**
   * Everything: every pointer, every block, every object.
   *
   * @param digests which to compute as well
   */
  CheckReport verify(TableLocation file, Digests digests, ProgressListener progress);
}
