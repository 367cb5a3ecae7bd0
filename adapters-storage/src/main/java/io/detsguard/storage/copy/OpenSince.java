package io.detsguard.storage.copy;

import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers of each table since when it is known not to be properly closed, for all who look at
 * tables. Safe for use by many threads.
 *
 * <p>A file that is open now has been so at least since its last write, and since any earlier look
 * that found it open with none in between that found it closed.
 */
public final class OpenSince {
  private final Map<TableName, Instant> since = new ConcurrentHashMap<>();

  /**
   * Notes that a table was found open.
   *
   * @param modifiedAt when its file was last written; a time in the future counts as now
   * @return the earliest moment at which it is known to have been open
   */
  public Instant seenOpen(TableName table, Instant modifiedAt, Instant now) {
    return since.merge(table, earlier(modifiedAt, now), OpenSince::earlier);
  }

  /** Notes that a table was found properly closed. */
  public void seenClosed(TableName table) {
    since.remove(table);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
