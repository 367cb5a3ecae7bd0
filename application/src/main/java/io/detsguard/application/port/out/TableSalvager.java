package io.detsguard.application.port.out;

import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableType;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** Gets the records out of a damaged table. Safe for use by many threads. */
public interface TableSalvager {
  /**
   * Reads what is left of a table and writes it as a new one, which has its name only when it is
   * complete, checked to the last record and forced to the disk.
   *
   * @param progress told how far reading, writing and checking are
   * @throws java.nio.file.FileAlreadyExistsException when there is something in the place of an
   *     output; nothing was written then
   * @throws IOException when an output cannot be written, or does not stand the check; trouble with
   *     the source is an outcome
   * @throws InterruptedException when the thread was interrupted; nothing is left behind then
   */
  RepairOutcome salvage(Order order, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * What is to be salvaged, and how.
   *
   * @param source the damaged file, which is only read
   * @param target the new table
   * @param writes whether to write it; else only the report is made
   * @param type what the caller knows of the type
   * @param keyPosition what the caller knows of the key position
   * @param remembered what an older snapshot of the table says, believed less than a sound header
   * @param candidates what becomes of records of freed blocks that a slot may have lost
   */
  record Order(
      TableLocation source,
      TableLocation target,
      boolean writes,
      Optional<TableType> type,
      OptionalInt keyPosition,
      Optional<TableShape> remembered,
      Candidates candidates) {
    /** The same with another target. */
    public Order to(TableLocation other) {
      return new Order(source, other, writes, type, keyPosition, remembered, candidates);
    }
  }

  /** What becomes of records of freed blocks that a slot may have lost. */
  enum Candidates {
    /** They go into a table of their own beside the new one. */
    ASIDE,
    /** They are put into the new table. */
    INSERTED,
    /** They stay in the damaged file alone, which is kept. */
    LEFT
  }
}
