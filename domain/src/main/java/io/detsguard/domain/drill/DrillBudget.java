package io.detsguard.domain.drill;

import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How much may be restored after one run. Those that were never drilled, or longest ago, come
 * first; one that no longer fits is passed over, and a smaller one behind it may fit. A snapshot
 * that is larger than the whole budget is never drilled.
 *
 * @param bytes of the tables, together
 */
public record DrillBudget(long bytes) {
  public DrillBudget {
    if (bytes < 0) {
      throw new IllegalArgumentException("a number of bytes: " + bytes);
    }
  }

  /**
   * Chooses the snapshots whose turn it is, in the order in which they are to be drilled.
   *
   * @param newest one snapshot of each table
   * @param drills what is remembered of the tables
   */
  public List<Snapshot> choose(Collection<Snapshot> newest, Map<TableName, TableDrills> drills) {
    Comparator<Snapshot> longestAgo =
        Comparator.comparing(
            snapshot -> {
              TableDrills known = drills.get(snapshot.id().table());
              return known == null ? Instant.MIN : known.latest().at();
            });
    List<Snapshot> chosen = new ArrayList<>();
    long left = bytes;
    for (Snapshot snapshot :
        newest.stream().sorted(longestAgo.thenComparing(Snapshot::id)).toList()) {
      long needed = snapshot.manifest().bytes();
      if (needed <= left) {
        chosen.add(snapshot);
        left -= needed;
      }
    }
    return chosen;
  }
}
