package io.detsguard.application.port.out;

import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;
import java.util.List;

/**
 * The tables this service protects, as their owners keep them. Only ever reads, and only what it
 * must. Safe for use by many threads.
 */
public interface LiveTables {
  /**
   * The catalogue as it is now, in its order; a directory that is searched for tables is looked
   * through each time.
   *
   * @throws IOException when such a directory cannot be read
   */
  List<LiveTable> list() throws IOException;

  /**
   * What an operator should know of the searched directories: files that hold a table and were not
   * taken, and why; what a repair has left. As sentences without full stop, and without paths.
   *
   * @throws IOException when such a directory cannot be read
   */
  List<String> notes() throws IOException;

  /**
   * One look at a table's file: header and free lists at most, nothing at all when its stamp has
   * not moved since the last look. What cannot be read is {@link TableObservation.Unavailable}.
   */
  TableObservation observe(LiveTable table);

  /**
   * For looks at many tables within a moment, to be closed after the last: what the looks have in
   * common may be done once, now. When a whole directory of tables is replaced by another one
   * meanwhile, it may be the old one that is seen.
   */
  default TableLooks looks() {
    return this::observe;
  }

  /**
   * The file of a table by its one true name, absolute and with symbolic links resolved, by which
   * it can be compared with what others call it; its location, made absolute, when there is no such
   * file.
   */
  TableLocation file(LiveTable table);
}
