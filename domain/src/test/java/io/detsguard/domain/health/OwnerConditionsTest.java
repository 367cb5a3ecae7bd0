package io.detsguard.domain.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Manifests;
import io.detsguard.domain.backup.Provenance;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.node.Fixation;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.Ownership;
import io.detsguard.domain.node.SilentTable;
import io.detsguard.domain.node.TableAccess;
import io.detsguard.domain.node.TableMode;
import io.detsguard.domain.node.TableOptions;
import io.detsguard.domain.node.TableProcess;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is concluded from that which nodes know. */
class OwnerConditionsTest {
  private static final Instant NOW = Instant.parse("2026-02-11T14:30:00Z");
  private static final TableName TABLE = new TableName("a");
  private static final NodeName HUB = new NodeName("hub@h");
  private static final TableOptions DEFAULT = options(false, TableAccess.READ_WRITE);
  private static final TableOptions IN_MEMORY = options(true, TableAccess.READ_WRITE);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TWO_DAYS = Duration.ofHours(49);

  @Test
  void saysNothingOfAnIdleOwner() {
    assertEquals(List.of(), kinds(closed(), open("hub@h", DEFAULT, TableMode.CLEAN)));
  }

  @Test
  void saysNothingOfAClosedTableThatNobodyHasOpen() {
    assertEquals(List.of(), kinds(closed(), new Ownership.Nobody(NOW)));
  }

  @Test
  void callsTheStorageUnhealthyWhenAnOwnerIsInTheModeError() {
    HealthReport report = assess(closed(), open("hub@h", DEFAULT, TableMode.ERROR), HOUR);

    assertEquals(ConditionKind.OWNER_ERROR, first(report).kind());
    assertEquals(
        "The table is in the mode error in hub@h (table a, process <0.7.0>): every call that needs"
            + " data is answered with the same error.",
        first(report).message());
    assertEquals(HealthStatus.UNHEALTHY, report.status());
  }

  @Test
  void warnsOfABusyTableThatIsNeverSaved() {
    HealthReport report =
        assess(openSince(Duration.ofHours(3)), open("hub@h", DEFAULT, TableMode.DIRTY), TWO_DAYS);

    assertEquals(ConditionKind.NEVER_SAVED, first(report).kind());
    assertEquals(
        "The file was not seen properly closed for 3 h: a kill of hub@h now would send it into"
            + " repair, which takes about 20 s for 900.0 MB. Its auto_save of 3 min (the default)"
            + " saves a table only when nothing was written for so long.",
        first(report).message());
  }

  @Test
  void saysWhenSavingIsSwitchedOff() {
    TableOptions never = new TableOptions(TableAccess.READ_WRITE, false, Optional.empty());
    HealthReport report =
        assess(openSince(Duration.ofHours(3)), open("hub@h", never, TableMode.UNKNOWN), TWO_DAYS);

    assertTrue(first(report).message().endsWith("Its auto_save is switched off."));
  }

  @Test
  void countsFromTheLastBackupWhichSawTheFileClosed() {
    Ownership owner = open("hub@h", DEFAULT, TableMode.DIRTY);

    assertEquals(
        List.of(), kinds(assess(openSince(Duration.ofHours(3)), owner, Duration.ofMinutes(15))));
    assertEquals(
        List.of(ConditionKind.NEVER_SAVED),
        kinds(assess(openSince(Duration.ofHours(3)), owner, Duration.ofMinutes(16))));
  }

  @Test
  void doesNotTakeARepairedCopyForASaveOfTheOwner() {
    Manifest plain = Manifests.of("a", NOW, 1);
    Provenance origin = plain.provenance();
    Manifest repaired =
        new Manifest(
            plain.id(),
            plain.bytes(),
            plain.sha256(),
            plain.recordDigest(),
            plain.figures(),
            new Provenance(
                origin.source(),
                origin.stamp(),
                CopyMethod.HELD_REPAIR,
                1,
                Duration.ofMillis(1),
                NOW,
                false),
            "test");
    TableFacts facts =
        new TableFacts(
                TABLE,
                openSince(Duration.ofHours(3)),
                Optional.of(new Snapshot(repaired, new TableLocation("x"))))
            .with(open("hub@h", DEFAULT, TableMode.DIRTY));

    assertEquals(
        List.of(ConditionKind.NEVER_SAVED),
        kinds(
            new HealthAssessor(HealthThresholds.DEFAULT)
                .assess(NOW, Optional.empty(), List.of(facts))));
  }

  @Test
  void doesNotWarnOfWhoOnlyReads() {
    Ownership reader = open("hub@h", options(false, TableAccess.READ), TableMode.UNKNOWN);
    assertEquals(List.of(), kinds(openSince(Duration.ofHours(3)), reader));
  }

  @Test
  void warnsOfAFileThatWasLeftOpen() {
    HealthReport report =
        assess(openSince(Duration.ofSeconds(1)), new Ownership.Nobody(NOW), Duration.ofHours(1));

    assertEquals(ConditionKind.LEFT_OPEN, first(report).kind());
    assertTrue(first(report).message().endsWith("which takes about 20 s for 900.0 MB."));
  }

  @Test
  void doesNotCallATableLeftOpenThatWasOpenedAfterTheLook() {
    Instant before = NOW.minusSeconds(1);
    assertEquals(List.of(), kinds(openSince(Duration.ofSeconds(1)), new Ownership.Nobody(before)));
  }

  @Test
  void countsTheAgeOfABackupByTheLastSaveOfATableThatLivesInMemory() {
    Ownership owner = open("hub@h", IN_MEMORY, TableMode.DIRTY);
    HealthReport report = assess(closedAndSaved(TWO_DAYS), owner, HOUR);

    assertEquals(List.of(ConditionKind.RAM_FILE, ConditionKind.STALE_BACKUP), kinds(report));
    assertTrue(report.staleBackup());
    assertTrue(first(report).message().contains("was last saved 49 h ago"));
  }

  @Test
  void saysNothingOfATableInMemoryThatHasNothingToSave() {
    Ownership owner = open("hub@h", IN_MEMORY, TableMode.CLEAN);
    assertEquals(List.of(), kinds(assess(closedAndSaved(TWO_DAYS), owner, HOUR)));
  }

  @Test
  void saysNothingOfATableInMemoryThatWasSavedJustNow() {
    Ownership owner = open("hub@h", IN_MEMORY, TableMode.UNKNOWN);
    assertEquals(List.of(), kinds(assess(closedAndSaved(Duration.ofMinutes(15)), owner, HOUR)));
  }

  @Test
  void warnsOfAFileThatTwoNodesWrite() {
    OpenTable first = opening("hub@h", DEFAULT, TableMode.CLEAN);
    OpenTable second = opening("test@h", options(false, TableAccess.READ), TableMode.CLEAN);
    HealthReport report = assess(closed(), new Ownership.Open(List.of(first, second)), HOUR);

    assertEquals(ConditionKind.SHARED_FILE, first(report).kind());
    assertEquals(
        "The file is open 2 times, in hub@h (table a, process <0.7.0>) and in test@h (table a,"
            + " process <0.7.0>).",
        first(report).message());
  }

  @Test
  void letsManyNodesReadOneFile() {
    OpenTable reader = opening("hub@h", options(false, TableAccess.READ), TableMode.CLEAN);
    assertEquals(List.of(), kinds(closed(), new Ownership.Open(List.of(reader, reader))));
  }

  @Test
  void warnsOfALongQueue() {
    assertEquals(List.of(), kinds(closed(), queue(1000)));
    assertEquals(List.of(ConditionKind.LONG_QUEUE), kinds(closed(), queue(1001)));
  }

  @Test
  void warnsOfATableThatIsHeldFixedForLong() {
    Duration tenMinutes = Duration.ofMinutes(10);
    assertEquals(List.of(), kinds(closed(), fixed(NOW.minus(tenMinutes), 1)));
    HealthReport report = assess(closed(), fixed(NOW.minus(tenMinutes).minusNanos(1), 2), HOUR);
    assertEquals(ConditionKind.FIXED_LONG, first(report).kind());
    assertTrue(
        first(report).message().startsWith("The table is held fixed since 2026-02-11T14:19:59Z"),
        first(report).message());
    assertTrue(first(report).message().contains("by 2 processes"));
  }

  @Test
  void warnsOfANodeThatCannotBeAskedAndGoesOn() {
    NodeReport gone = new NodeReport.Unreachable(HUB, NOW, "no node of that name is registered");
    HealthReport report = assess(new NodeLook(List.of(gone), Map.of(), List.of()));

    assertEquals(HealthStatus.WARNING, report.status());
    assertEquals(
        "The node cannot be asked about its tables: no node of that name is registered.",
        report.nodeConditions().getFirst().message());
    assertEquals("ok", report.tables().getFirst().status());
  }

  @Test
  void warnsOfTablesThatNobodyProtects() {
    List<OpenTable> strangers =
        IntStream.range(0, 7).mapToObj(i -> opening("hub@h", DEFAULT, TableMode.CLEAN)).toList();
    NodeReport report = new NodeReport.Attached(HUB, NOW, "25", strangers, List.of());
    NodeCondition condition =
        assess(new NodeLook(List.of(report), Map.of(), strangers)).nodeConditions().getFirst();

    assertEquals(NodeCondition.Kind.UNPROTECTED_TABLES, condition.kind());
    assertEquals(
        "7 tables are open there that nobody protects: a, a, a, a, a and 2 more.",
        condition.message());
    assertTrue(condition.cure().contains("nodes.discover"));
  }

  @Test
  void warnsOfTablesThatDoNotAnswer() {
    SilentTable silent = new SilentTable("x", process(42), "no answer in 5 s");
    NodeReport report = new NodeReport.Attached(HUB, NOW, "25", List.of(), List.of(silent));
    NodeCondition condition =
        assess(new NodeLook(List.of(report), Map.of(), List.of())).nodeConditions().getFirst();

    assertEquals(NodeCondition.Kind.SILENT_TABLES, condition.kind());
    assertEquals(
        "1 table is open there and did not say which file: x (42 waiting calls; no answer in 5"
            + " s).",
        condition.message());
  }

  private static HealthReport assess(NodeLook look) {
    TableFacts facts = facts(closed(), Ownership.UNKNOWN, HOUR);
    return new HealthAssessor(HealthThresholds.DEFAULT)
        .assess(NOW, Optional.empty(), List.of(facts), look);
  }

  private static HealthReport assess(
      TableObservation observation, Ownership owner, Duration backupAge) {
    return new HealthAssessor(HealthThresholds.DEFAULT)
        .assess(NOW, Optional.empty(), List.of(facts(observation, owner, backupAge)));
  }

  private static TableFacts facts(
      TableObservation observation, Ownership owner, Duration backupAge) {
    Snapshot newest =
        new Snapshot(Manifests.of("a", NOW.minus(backupAge), 1), new TableLocation("x"));
    return new TableFacts(TABLE, observation, Optional.of(newest)).with(owner);
  }

  private static List<ConditionKind> kinds(TableObservation observation, Ownership owner) {
    return kinds(assess(observation, owner, HOUR));
  }

  private static List<ConditionKind> kinds(HealthReport report) {
    List<Condition> conditions = report.tables().getFirst().conditions();
    conditions.forEach(condition -> assertTrue(condition.cure().endsWith("."), condition.cure()));
    return conditions.stream().map(Condition::kind).toList();
  }

  private static Condition first(HealthReport report) {
    return report.tables().getFirst().conditions().getFirst();
  }

  private static TableObservation closed() {
    return closedAndSaved(Duration.ZERO);
  }

  private static TableObservation closedAndSaved(Duration ago) {
    return new TableObservation.Readable(
        Manifests.figures(900_000_000, 0), NOW.minus(ago), Optional.empty());
  }

  private static TableObservation openSince(Duration ago) {
    TableFigures figures = Manifests.figures(900_000_000, 0);
    return new TableObservation.Readable(figures, NOW, Optional.of(NOW.minus(ago)));
  }

  private static TableOptions options(boolean ramFile, TableAccess access) {
    return new TableOptions(access, ramFile, Optional.of(TableOptions.DEFAULT_AUTO_SAVE));
  }

  private static Ownership open(String node, TableOptions options, TableMode mode) {
    return new Ownership.Open(List.of(opening(node, options, mode)));
  }

  private static OpenTable opening(String node, TableOptions options, TableMode mode) {
    return opening(node, process(0), options, mode, Optional.empty());
  }

  private static OpenTable opening(
      String node,
      TableProcess process,
      TableOptions options,
      TableMode mode,
      Optional<Fixation> fixed) {
    return new OpenTable(
        new NodeName(node),
        "a",
        new TableLocation("/t/a.dets"),
        process,
        options,
        mode,
        OptionalLong.empty(),
        fixed);
  }

  private static Ownership queue(long length) {
    return new Ownership.Open(
        List.of(opening("hub@h", process(length), DEFAULT, TableMode.UNKNOWN, Optional.empty())));
  }

  private static Ownership fixed(Instant since, int processes) {
    Fixation fixation = new Fixation(since, processes);
    return new Ownership.Open(
        List.of(opening("hub@h", process(0), DEFAULT, TableMode.CLEAN, Optional.of(fixation))));
  }

  private static TableProcess process(long queueLength) {
    return new TableProcess("<0.7.0>", 1, queueLength, 2600);
  }
}
