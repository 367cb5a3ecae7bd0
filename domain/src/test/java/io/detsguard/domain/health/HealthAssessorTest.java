package io.detsguard.domain.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.Manifests;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.drill.Drill;
import io.detsguard.domain.drill.ErlangProof;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HealthAssessorTest {
  private static final Instant NOW = Instant.parse("2026-02-11T14:30:00Z");
  private static final long MIB = 1 << 20;
  private static final long[] COMPACT = {10 * MIB, 0};
  private static final long[] FRAGMENTED = {10 * MIB, 6 * MIB};
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration THREE_DAYS = Duration.ofDays(3);

  /** These have a test of their own. */
  private static final EnumSet<ConditionKind> OF_OWNERS =
      EnumSet.range(ConditionKind.OWNER_ERROR, ConditionKind.LONG_QUEUE);

  private final HealthAssessor assessor = new HealthAssessor(HealthThresholds.DEFAULT);

  @Test
  void isHealthyWhenEveryTableIsProtectedAndCompact() {
    HealthReport report = assess(table("a", COMPACT, HOUR));
    assertEquals(HealthStatus.HEALTHY, report.status());
    assertFalse(report.staleBackup());
    assertFalse(report.highFragmentation());
    assertEquals("ok", report.tables().getFirst().status());
  }

  @Test
  void warnsOfOneStaleTableAmongFreshOnes() {
    HealthReport report = assess(table("a", COMPACT, HOUR), table("b", COMPACT, THREE_DAYS));
    assertEquals(HealthStatus.WARNING, report.status());
    assertTrue(report.staleBackup());
    assertEquals("ok", report.tables().get(0).status());
    assertEquals("warning", report.tables().get(1).status());
    assertEquals(
        "The last proven backup is 72 h old.",
        report.tables().get(1).conditions().getFirst().message());
  }

  @Test
  void isStaleWhenThereNeverWasABackup() {
    HealthReport report = assess(facts("a", readable(COMPACT), Optional.empty()));
    assertTrue(report.staleBackup());
    assertTrue(report.tables().getFirst().has(ConditionKind.NEVER_BACKED_UP));
  }

  @Test
  void isFreshAtExactly48HoursAndStaleAfter() {
    assertFalse(assess(table("a", COMPACT, Duration.ofHours(48))).staleBackup());
    assertTrue(assess(table("a", COMPACT, Duration.ofHours(48).plusSeconds(1))).staleBackup());
  }

  @Test
  void doesNotTrustABackupFromTheFuture() {
    assertTrue(assess(table("a", COMPACT, Duration.ofDays(-400))).staleBackup());
    assertFalse(assess(table("a", COMPACT, Duration.ofMinutes(-5))).staleBackup());
  }

  @Test
  void warnsOfHighFragmentation() {
    HealthReport report = assess(table("a", FRAGMENTED, HOUR));
    assertEquals(HealthStatus.WARNING, report.status());
    assertTrue(report.highFragmentation());
    assertEquals(
        "60 % of the file is free space.",
        report.tables().getFirst().conditions().getFirst().message());
  }

  @Test
  void overlooksFragmentationOfSmallFilesAndOfExactlyHalf() {
    assertFalse(assess(table("a", new long[] {MIB, MIB - 8000}, HOUR)).highFragmentation());
    assertFalse(assess(table("a", new long[] {10 * MIB, 5 * MIB}, HOUR)).highFragmentation());
  }

  @Test
  void judgesSmallFilesTooWhenTheFloorIsZero() {
    HealthThresholds noFloor = new HealthThresholds(Duration.ofHours(48), 0.5, 0, 0.8);
    HealthReport report =
        new HealthAssessor(noFloor)
            .assess(NOW, Optional.empty(), List.of(table("a", new long[] {8000, 5000}, HOUR)));
    assertTrue(report.highFragmentation());
  }

  @Test
  void isUnhealthyOnlyWhenStaleAndFragmented() {
    HealthReport report = assess(table("a", FRAGMENTED, HOUR), table("b", COMPACT, THREE_DAYS));
    assertEquals(HealthStatus.UNHEALTHY, report.status());
  }

  @Test
  void warnsOfATableThatCannotBeReadAndKeepsJudgingTheOthers() {
    TableFacts gone =
        facts("a", new TableObservation.Unavailable("no such file"), snapshot("a", HOUR));
    HealthReport report = assess(gone, table("b", COMPACT, HOUR));
    assertEquals(HealthStatus.WARNING, report.status());
    assertEquals("unavailable", report.tables().get(0).status());
    assertEquals("ok", report.tables().get(1).status());
  }

  @Test
  void warnsOfATableThatIsNearlyFull() {
    HealthReport report = assess(table("a", new long[] {1_900_000_000L, 0}, HOUR));
    assertTrue(report.tables().getFirst().has(ConditionKind.NEARLY_FULL));
  }

  @Test
  void aSalvagedSnapshotIsNoBackupAndIsNamed() {
    HealthReport report = assess(salvaged("a"));
    assertTrue(report.staleBackup());
    assertTrue(report.tables().getFirst().has(ConditionKind.NEVER_BACKED_UP));
    assertTrue(report.tables().getFirst().has(ConditionKind.SALVAGED_ONLY));
  }

  @Test
  void trustsTheClockByAnHour() {
    assertFalse(assess(table("a", COMPACT, Duration.ofHours(-1))).staleBackup());
    assertTrue(assess(table("a", COMPACT, Duration.ofHours(-1).minusSeconds(1))).staleBackup());
  }

  @Test
  void countsExactlyTheFloorAsHigh() {
    long[] sparse = {3 * MIB / 2, MIB};
    assertTrue(assess(table("a", sparse, HOUR)).highFragmentation());
    assertFalse(assess(table("a", new long[] {3 * MIB / 2, MIB - 1}, HOUR)).highFragmentation());
  }

  @Test
  void saysHowMuchCompactionGivesBack() {
    HealthReport report = assess(table("a", new long[] {3_000_000, 2_500_000}, HOUR));
    assertEquals(
        "Compact the table while its owner has it closed: the file shrinks by 2.5 MB.",
        report.tables().getFirst().conditions().getFirst().cure());
  }

  @Test
  void isNearlyFullOnlyBeyondTheThreshold() {
    HealthThresholds half = new HealthThresholds(Duration.ofHours(48), 0.5, MIB, 0.5);
    long dataEnd = TableFigures.ADDRESS_LIMIT / 2;
    assertFalse(isNearlyFull(half, dataEnd));
    assertTrue(isNearlyFull(half, dataEnd + 1));
  }

  private static boolean isNearlyFull(HealthThresholds thresholds, long dataEnd) {
    long fileBytes = dataEnd + 32; // as Manifests.figures has it
    return new HealthAssessor(thresholds)
        .assess(NOW, Optional.empty(), List.of(table("a", new long[] {fileBytes, 0}, HOUR)))
        .tables()
        .getFirst()
        .has(ConditionKind.NEARLY_FULL);
  }

  @Test
  void namesStatesAsTheApiDoes() {
    assertEquals("unhealthy", HealthStatus.UNHEALTHY.wireName());
    assertEquals("never_backed_up", ConditionKind.NEVER_BACKED_UP.wireName());
    assertEquals(new TableName("a"), assess(table("a", COMPACT, HOUR)).tables().getFirst().table());
  }

  @Test
  void warnsOfASnapshotThatCouldNotBeRestoredUntilOneCan() {
    TableDrills failed = TableDrills.first(drill("a", Optional.of("It is gone.")));
    assertTrue(assess(drilled("a", failed)).tables().getFirst().has(ConditionKind.DRILL_FAILED));
    TableDrills healed = failed.then(drill("a", Optional.empty()));
    assertEquals(HealthStatus.HEALTHY, assess(drilled("a", healed)).status());
  }

  @Test
  void warnsOfATableThatIsTooLargeForDrills() {
    long bytes = snapshot("a", HOUR).orElseThrow().manifest().bytes();
    assertTrue(drilledUpTo(bytes - 1).has(ConditionKind.NEVER_DRILLED));
    assertFalse(drilledUpTo(bytes).has(ConditionKind.NEVER_DRILLED));
    assertFalse(
        assess(table("a", COMPACT, HOUR)).tables().getFirst().has(ConditionKind.NEVER_DRILLED));
  }

  private static TableHealth drilledUpTo(long bytes) {
    return new HealthAssessor(HealthThresholds.DEFAULT.drillingUpTo(bytes))
        .assess(NOW, Optional.empty(), List.of(table("a", COMPACT, HOUR)))
        .tables()
        .getFirst();
  }

  @Test
  void saysOfEveryConditionWhatClearsIt() {
    HealthReport report =
        assess(
            facts("a", new TableObservation.Unavailable("no such file"), Optional.empty()),
            table("b", FRAGMENTED, THREE_DAYS),
            salvaged("d"),
            drilled("e", TableDrills.first(drill("e", Optional.of("It is gone.")))),
            table("c", new long[] {1_900_000_000L, 0}, Duration.ofDays(-9)));
    report.tables().stream()
        .flatMap(table -> table.conditions().stream())
        .forEach(condition -> assertTrue(condition.cure().endsWith("."), condition.toString()));
    Set<ConditionKind> kinds =
        report.tables().stream()
            .flatMap(table -> table.conditions().stream())
            .map(Condition::kind)
            .collect(Collectors.toSet());
    drilledUpTo(0).conditions().forEach(condition -> kinds.add(condition.kind()));
    assertEquals(EnumSet.complementOf(OF_OWNERS), kinds);
  }

  private HealthReport assess(TableFacts... tables) {
    return assessor.assess(NOW, Optional.empty(), Arrays.asList(tables));
  }

  private static TableFacts table(String name, long[] size, Duration backupAge) {
    return facts(name, readable(size), snapshot(name, backupAge));
  }

  private static TableFacts facts(
      String name, TableObservation observation, Optional<Snapshot> newest) {
    return new TableFacts(new TableName(name), observation, newest);
  }

  private static TableFacts salvaged(String name) {
    return new TableFacts(
        new TableName(name),
        readable(COMPACT),
        Optional.empty(),
        snapshot(name, HOUR),
        Optional.empty());
  }

  private static TableFacts drilled(String name, TableDrills drills) {
    return new TableFacts(
        new TableName(name),
        readable(COMPACT),
        snapshot(name, HOUR),
        Optional.empty(),
        Optional.of(drills));
  }

  private static Drill drill(String name, Optional<String> failure) {
    SnapshotId id = new SnapshotId(new TableName(name), NOW.minus(HOUR), 1);
    return new Drill(id, NOW, Duration.ofMillis(5), 10, ErlangProof.NOT_ASKED, failure);
  }

  private static TableObservation readable(long[] size) {
    return new TableObservation.Readable(
        Manifests.figures(size[0], size[1]), NOW, Optional.empty());
  }

  private static Optional<Snapshot> snapshot(String name, Duration age) {
    return Optional.of(new Snapshot(Manifests.of(name, NOW.minus(age), 1), new TableLocation("x")));
  }
}
