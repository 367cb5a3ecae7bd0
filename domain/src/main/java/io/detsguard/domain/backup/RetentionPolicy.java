package io.detsguard.domain.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the last snapshots of each table.
 *
 * <p>Proven and salvage snapshots are counted apart, so salvage never displaces a proven one. The
 * newest are the ones made in the present run, whatever their time says, then those with the latest
 * time: a clock that was set back cannot make a run prune its own work. No decision ever gives up
 * the last proven snapshot of a table.
 *
 * @param keepLast how many of each table stay, at least 1
 */
public record RetentionPolicy(int keepLast) {
  public RetentionPolicy {
    if (keepLast < 1) {
      throw new IllegalArgumentException("retention keeps at least one snapshot: " + keepLast);
    }
  }

  /**
   * Decides about all snapshots of one or more tables.
   *
   * @param snapshots manifests in any order; one that is listed twice is decided once
   * @param justMade the snapshots that the present run has made
   * @return one decision for each snapshot, newest first
   */
  public List<RetentionDecision> decide(Iterable<Manifest> snapshots, Set<SnapshotId> justMade) {
    Map<Group, List<Manifest>> groups = new LinkedHashMap<>();
    for (Manifest manifest : newestFirst(snapshots, justMade)) {
      Group group = new Group(manifest.id().table().value(), manifest.grade());
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(manifest);
    }
    List<RetentionDecision> decisions = new ArrayList<>();
    groups.values().forEach(members -> decideGroup(members, justMade, decisions));
    return decisions;
  }

  private static List<Manifest> newestFirst(
      Iterable<Manifest> snapshots, Set<SnapshotId> justMade) {
    Map<SnapshotId, Manifest> distinct = new LinkedHashMap<>();
    snapshots.forEach(manifest -> distinct.putIfAbsent(manifest.id(), manifest));
    Comparator<SnapshotId> newest =
        Comparator.<SnapshotId, Boolean>comparing(justMade::contains)
            .thenComparing(Comparator.naturalOrder())
            .reversed();
    return distinct.values().stream().sorted(Comparator.comparing(Manifest::id, newest)).toList();
  }

  private void decideGroup(
      List<Manifest> members, Set<SnapshotId> justMade, List<RetentionDecision> decisions) {
    for (int rank = 0; rank < members.size(); rank++) {
      SnapshotId id = members.get(rank).id();
      boolean fresh = justMade.contains(id);
      boolean keep = rank < keepLast || fresh;
      decisions.add(new RetentionDecision(id, keep, reason(rank, fresh)));
    }
  }

  private String reason(int rank, boolean fresh) {
    if (fresh) {
      return "made in this run";
    }
    if (rank < keepLast) {
      return "number " + (rank + 1) + " of the last " + keepLast;
    }
    return "older than the last " + keepLast;
  }

  private record Group(String table, CopyGrade grade) {}
}
