package io.detsguard.domain.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {
  private static final Instant START = Instant.parse("2026-02-11T00:00:00Z");
  private static final String[] TABLES = {"a", "a_b", "task", "task_queue"};

  @Test
  void keepsTheLastThreeAndSaysWhy() {
    List<Manifest> snapshots = daily("task", 5);
    List<RetentionDecision> decisions = new RetentionPolicy(3).decide(snapshots, Set.of());
    assertEquals(
        List.of(
            "keep: number 1 of the last 3",
            "keep: number 2 of the last 3",
            "keep: number 3 of the last 3",
            "prune: older than the last 3",
            "prune: older than the last 3"),
        decisions.stream().map(RetentionPolicyTest::inWords).toList());
    assertEquals(snapshots.get(4).id(), decisions.getFirst().id());
  }

  @Test
  void keepsWhatThisRunMadeUnderAClockThatWentBack() {
    List<Manifest> snapshots = daily("task", 3);
    Manifest made = Manifests.of("task", START.minusSeconds(1_000_000), 1);
    snapshots.add(made);
    List<RetentionDecision> decisions = new RetentionPolicy(3).decide(snapshots, Set.of(made.id()));
    assertEquals("keep: made in this run", inWords(decisions.getFirst()));
    assertEquals(made.id(), decisions.getFirst().id());
    assertEquals(snapshots.getFirst().id(), decisions.getLast().id());
    assertFalse(decisions.getLast().keep());
  }

  @Test
  void refusesToKeepNothing() {
    assertThrows(IllegalArgumentException.class, () -> new RetentionPolicy(0));
  }

  /**
   * Many random lives of a repository: runs that make snapshots of some tables under a clock that
   * jumps both ways, listings in any order and with doubles, and pruning after each run.
   */
  @Test
  void neverLosesTheLastProvenSnapshotInAnyHistory() {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("RetentionPolicyTest: detsguard.seed=" + seed);
    Random random = new Random(seed);
    for (int history = 0; history < 500; history++) {
      live(random, new RetentionPolicy(1 + random.nextInt(4)));
    }
  }

  private static void live(Random random, RetentionPolicy policy) {
    List<Manifest> repository = new ArrayList<>();
    Set<String> everProtected = new HashSet<>();
    for (int run = 0; run < 30; run++) {
      Set<SnapshotId> made = makeSome(random, repository);
      made.forEach(id -> everProtected.add(id.table().value()));
      List<Manifest> listing = listing(random, repository, made);
      List<RetentionDecision> dryRun = policy.decide(listing, made);
      Collections.shuffle(listing, random);
      List<RetentionDecision> realRun = policy.decide(listing, made);
      assertEquals(dryRun.stream().sorted(BY_ID).toList(), realRun.stream().sorted(BY_ID).toList());
      assertOneDecisionEach(listing, realRun);
      realRun.stream()
          .filter(decision -> !decision.keep())
          .forEach(decision -> repository.removeIf(m -> m.id().equals(decision.id())));
      assertTrue(ids(repository).containsAll(made), "a run pruned its own work");
      assertEquals(everProtected, tables(repository), "a table lost its last snapshot");
      assertKeepsEnough(policy, repository, made, dryRun);
    }
  }

  private static final java.util.Comparator<RetentionDecision> BY_ID =
      java.util.Comparator.comparing(RetentionDecision::id);

  private static Set<SnapshotId> makeSome(Random random, List<Manifest> repository) {
    Set<SnapshotId> made = new HashSet<>();
    Instant now = START.plusSeconds(random.nextInt(-50, 50));
    for (String table : TABLES) {
      if (random.nextInt(3) > 0) {
        int sequence = 1;
        while (ids(repository).contains(Manifests.of(table, now, sequence).id())) {
          sequence++;
        }
        Manifest manifest = Manifests.of(table, now, sequence);
        repository.add(manifest);
        made.add(manifest.id());
      }
    }
    return made;
  }

  /** As a run sees it: only the tables that succeeded, in any order, some listed twice. */
  private static List<Manifest> listing(
      Random random, List<Manifest> repository, Set<SnapshotId> made) {
    Set<String> succeeded = made.stream().map(id -> id.table().value()).collect(Collectors.toSet());
    List<Manifest> listing = new ArrayList<>();
    for (Manifest manifest : repository) {
      if (succeeded.contains(manifest.id().table().value())) {
        listing.add(manifest);
        if (random.nextInt(10) == 0) {
          listing.add(manifest);
        }
      }
    }
    Collections.shuffle(listing, random);
    return listing;
  }

  private static void assertOneDecisionEach(
      List<Manifest> listing, List<RetentionDecision> decisions) {
    assertEquals(ids(listing).size(), decisions.size());
    assertEquals(
        ids(listing), decisions.stream().map(RetentionDecision::id).collect(Collectors.toSet()));
  }

  private static void assertKeepsEnough(
      RetentionPolicy policy,
      List<Manifest> after,
      Set<SnapshotId> made,
      List<RetentionDecision> decisions) {
    for (SnapshotId id : made) {
      long before = decisions.stream().filter(d -> d.id().table().equals(id.table())).count();
      long left = after.stream().filter(m -> m.id().table().equals(id.table())).count();
      assertEquals(Math.min(before, policy.keepLast()), left);
    }
  }

  private static Set<SnapshotId> ids(List<Manifest> manifests) {
    return manifests.stream().map(Manifest::id).collect(Collectors.toSet());
  }

  private static Set<String> tables(List<Manifest> manifests) {
    return manifests.stream().map(m -> m.id().table().value()).collect(Collectors.toSet());
  }

  private static List<Manifest> daily(String table, int days) {
    List<Manifest> manifests = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      manifests.add(Manifests.of(table, START.plusSeconds(86_400L * day), 1));
    }
    return manifests;
  }

  private static String inWords(RetentionDecision decision) {
    return (decision.keep() ? "keep: " : "prune: ") + decision.reason();
  }
}
