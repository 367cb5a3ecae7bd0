package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.BackUpTablesUseCase.RunTicket;
import io.detsguard.application.port.in.ShuttingDownException;
import io.detsguard.application.port.in.UnknownTableException;
import io.detsguard.application.port.out.FrozenTables;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.RetentionPolicy;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunStatus;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.table.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BackUpTablesServiceTest {
  private final MovableClock clock = new MovableClock();
  private final MemoryRepository repository = new MemoryRepository();
  private final MemoryJournal journal = new MemoryJournal();
  private final List<GuardEvent> events = Collections.synchronizedList(new ArrayList<>());
  private final ScriptedTables tables = new ScriptedTables("a", "a_b", "c");
  private final List<Thread> workers = Collections.synchronizedList(new ArrayList<>());
  private final BackUpTablesService service = service();

  @AfterEach
  void stop() throws InterruptedException {
    tables.holds.values().forEach(CountDownLatch::countDown);
    service.shutDown(Duration.ofSeconds(5));
  }

  @Test
  void backsUpEveryTableInTheOrderOfTheCatalogue() throws Exception {
    BackupRun run = runAll();
    assertEquals(RunStatus.COMPLETE, run.status());
    assertEquals(names("a", "a_b", "c"), run.backedUp());
    assertEquals(3, repository.published.size());
  }

  @Test
  void provesEveryCopyBeforeItIsPublished() throws Exception {
    runAll();
    for (String table : List.of("a", "a_b", "c")) {
      assertTrue(tables.asked.indexOf("copy " + table) < tables.asked.indexOf("verify " + table));
    }
  }

  @Test
  void publishesNoCopyThatDoesNotStandTheCheck() throws Exception {
    tables.damaged.put("a_b", true);
    BackupRun run = runAll();
    assertEquals(RunStatus.PARTIAL, run.status());
    TableOutcome.Failed failed = assertInstanceOf(TableOutcome.Failed.class, run.outcomes().get(1));
    assertEquals(FailureKind.DAMAGED, failed.kind());
    assertTrue(failed.reason().contains("key placement at byte 42"), failed.reason());
    assertEquals(List.of(), snapshotsOf("a_b"));
  }

  @Test
  void doesNotLetOneTablesFailureStopTheOthers() throws Exception {
    tables.failing("a", FailureKind.NOT_PROPERLY_CLOSED, "not properly closed for 3 h");
    tables.defective.put("a_b", true);
    BackupRun run = runAll();
    assertEquals(names("c"), run.backedUp());
    assertEquals(
        List.of("not properly closed for 3 h", "An internal error; the log has the details."),
        run.outcomes().stream()
            .filter(TableOutcome.Failed.class::isInstance)
            .map(outcome -> ((TableOutcome.Failed) outcome).reason())
            .toList());
  }

  @Test
  void callsARunFailedWhenEveryTableFailed() throws Exception {
    for (String table : List.of("a", "a_b", "c")) {
      tables.failing(table, FailureKind.UNAVAILABLE, "no such file");
    }
    assertEquals(RunStatus.FAILED, runAll().status());
  }

  @Test
  void claimsNothingThatCouldNotBeSettled() throws Exception {
    repository.failOnSettle = true;
    BackupRun run = runAll();
    assertEquals(RunStatus.FAILED, run.status());
    assertEquals(List.of(), run.pruned());
  }

  @Test
  void failsWithTheHoldersNameWhenTheRepositoryIsInUse() throws Exception {
    repository.busy = true;
    TableOutcome outcome = runAll().outcomes().getFirst();
    TableOutcome.Failed failed = assertInstanceOf(TableOutcome.Failed.class, outcome);
    assertEquals(FailureKind.REPOSITORY_BUSY, failed.kind());
    assertEquals("The repository is in use by another test.", failed.reason());
  }

  @Test
  void tellsWhatWasNotTakenForATableInRunsOverAll() throws Exception {
    tables.notes.add("\"b.DAT\" holds a table that has the name of another");
    assertEquals(
        List.of("\"b.DAT\" holds a table that has the name of another."), runAll().notes());
    Set<TableName> one = Set.of(tables.catalogue.getFirst().name());
    assertEquals(List.of(), service.request(one, RunTrigger.API).run().get().notes());
  }

  @Test
  void namesNoPathWhenTheTablesCannotBeListed() throws Exception {
    tables.unlistable = true;
    BackupRun run = runAll();
    assertEquals(RunStatus.FAILED, run.status());
    assertEquals(List.of("The tables could not be listed: permission denied."), run.notes());
  }

  @Test
  void keepsTheLastThreeOfEachTableThatSucceeded() throws Exception {
    for (int day = 0; day < 5; day++) {
      if (day == 4) {
        tables.failing("c", FailureKind.UNAVAILABLE, "no such file");
      }
      runAll();
      clock.pass(Duration.ofDays(1));
    }
    assertEquals(3, snapshotsOf("a").size());
    assertEquals(3, snapshotsOf("a_b").size());
    assertEquals(3, snapshotsOf("c").size());
    assertEquals(newest("a").id().takenAt(), newest("c").id().takenAt().plus(Duration.ofDays(1)));
  }

  @Test
  void doesNotPruneATableThatFailed() throws Exception {
    for (int day = 0; day < 3; day++) {
      runAll();
      clock.pass(Duration.ofDays(1));
    }
    SnapshotId oldest = snapshotsOf("c").getLast().id();
    tables.failing("c", FailureKind.UNAVAILABLE, "no such file");
    runAll();
    assertTrue(repository.published.containsKey(oldest));
  }

  @Test
  void saysSoWhenAnOldSnapshotCannotBeRemoved() throws Exception {
    BackupRun first = runAll();
    repository.failOnDelete.add(((TableOutcome.BackedUp) first.outcomes().get(0)).snapshot().id());
    BackupRun last = first;
    for (int day = 0; day < 3; day++) {
      clock.pass(Duration.ofDays(1));
      last = runAll();
    }
    assertEquals(RunStatus.COMPLETE, last.status());
    assertEquals(2, last.pruned().size());
    assertEquals(
        List.of("The old snapshot a_2026-02-11T14-30-00 could not be removed: permission denied."),
        last.notes());
  }

  @Test
  void makesTwoSnapshotsInOneSecond() throws Exception {
    runAll();
    runAll();
    assertEquals(
        List.of("a_2026-02-11T14-30-00_2", "a_2026-02-11T14-30-00"),
        snapshotsOf("a").stream().map(snapshot -> snapshot.id().text()).toList());
  }

  @Test
  void sharesTheBytesOfATableThatHasNotChanged() throws Exception {
    runAll();
    clock.pass(Duration.ofDays(1));
    tables.change("c");
    tables.asked.clear();
    runAll();
    assertEquals(List.of("copy c", "verify c"), tables.asked);
    Manifest manifest = newest("a").manifest();
    assertTrue(manifest.provenance().unchanged());
    assertEquals(snapshotsOf("a").getLast().id().takenAt(), manifest.provenance().contentReadAt());
    assertFalse(newest("c").manifest().provenance().unchanged());
  }

  @Test
  void readsTheContentOfAnUnchangedTableAgainAfterSevenDays() throws Exception {
    runAll();
    clock.pass(Duration.ofDays(7));
    tables.asked.clear();
    runAll();
    assertEquals(
        List.of("compare a", "compare a_b", "compare c"), tables.asked.stream().sorted().toList());
    assertEquals(clock.instant(), newest("a").manifest().provenance().contentReadAt());
    assertTrue(newest("a").manifest().provenance().unchanged());
  }

  @Test
  void copiesATableAnewWhoseContentIsNotWhatTheStampPromised() throws Exception {
    runAll();
    clock.pass(Duration.ofDays(7));
    tables.sameContent.put("a", false);
    tables.asked.clear();
    runAll();
    assertTrue(tables.asked.containsAll(List.of("compare a", "copy a", "verify a")));
    assertFalse(newest("a").manifest().provenance().unchanged());
  }

  @Test
  void doesNotTrustAReadingFromTheFuture() throws Exception {
    runAll();
    clock.pass(Duration.ofDays(-30));
    tables.asked.clear();
    runAll();
    assertTrue(tables.asked.contains("compare a"));
  }

  @Test
  void refusesAnUnknownTableAndBeginsNothing() {
    assertThrows(
        UnknownTableException.class,
        () -> service.request(Set.of(new TableName("nobody")), RunTrigger.API));
    assertEquals(List.of(), service.recent());
    assertTrue(service.current().isEmpty());
  }

  @Test
  void letsRequestsDuringARunShareTheNextOne() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    tables.holds.put("a", hold);
    RunTicket first = service.request(Set.of(new TableName("a")), RunTrigger.API);
    tables.copying.await();
    RunTicket second = service.request(Set.of(new TableName("c")), RunTrigger.API);
    RunTicket third = service.request(Set.of(new TableName("a_b")), RunTrigger.SCHEDULE);
    assertNotEquals(first.id(), second.id());
    assertEquals(second.id(), third.id());
    assertEquals(RunProgress.Stage.RUNNING, stage(first));
    assertEquals(RunProgress.Stage.QUEUED, stage(second));
    hold.countDown();
    assertEquals(names("a"), first.run().get().backedUp());
    assertEquals(names("a_b", "c"), second.run().get().backedUp());
    assertEquals(RunProgress.Stage.FINISHED, stage(third));
    assertEquals(2, service.recent().size());
  }

  @Test
  void takesLargeTablesOneAtATimeWhereTwoSmallOnesGoTogether() throws Exception {
    tables.copyTime = Duration.ofMillis(100);
    runAll();
    assertEquals(2, tables.mostCopiedAtOnce.getAndSet(0));
    for (String table : List.of("a", "a_b", "c")) {
      tables.lengths.put(table, WorkTurns.LARGE_BYTES);
      tables.change(table);
    }
    runAll();
    assertEquals(1, tables.mostCopiedAtOnce.get());
  }

  @Test
  void letsNoCallerEndTheRunForTheOthers() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    tables.holds.put("a", hold);
    service.request(Set.of(), RunTrigger.API);
    tables.copying.await();
    RunTicket impatient = service.request(Set.of(), RunTrigger.API);
    RunTicket patient = service.request(Set.of(), RunTrigger.API);
    impatient.run().cancel(true);
    hold.countDown();
    assertEquals(RunStatus.COMPLETE, patient.run().get().status());
  }

  @Test
  void tellsOfTheBeginningAndTheEndOfEachRun() throws Exception {
    BackupRun run = runAll();
    assertEquals(2, events.size());
    GuardEvent.BackupStarted started =
        assertInstanceOf(GuardEvent.BackupStarted.class, events.get(0));
    assertEquals(names("a", "a_b", "c"), started.tables());
    assertEquals(run, assertInstanceOf(GuardEvent.BackupFinished.class, events.get(1)).run());
  }

  @Test
  void remembersRunsWhenTheJournalIsBroken() throws Exception {
    journal.broken = true;
    BackupRun run = runAll();
    assertEquals(List.of(run), service.recent());
  }

  @Test
  void knowsTheRunsOfAnEarlierLife() throws Exception {
    BackupRun run = runAll();
    BackUpTablesService reborn = service();
    assertEquals(List.of(run), reborn.recent());
    assertEquals(run, reborn.find(run.id()).orElseThrow().finished().orElseThrow());
    reborn.shutDown(Duration.ofSeconds(1));
  }

  @Test
  void stopsCleanlyInTheMiddleOfARun() throws Exception {
    tables.holds.put("a", new CountDownLatch(1));
    RunTicket working = service.request(Set.of(), RunTrigger.API);
    tables.copying.await();
    RunTicket waiting = service.request(Set.of(), RunTrigger.API);
    assertFalse(service.shutDown(Duration.ofMillis(50)));
    assertEquals(RunStatus.FAILED, waiting.run().get().status());
    BackupRun stopped = working.run().get();
    assertEquals(
        FailureKind.INTERRUPTED,
        assertInstanceOf(TableOutcome.Failed.class, stopped.outcomes().getFirst()).kind());
    assertThrows(ShuttingDownException.class, () -> service.request(Set.of(), RunTrigger.SCHEDULE));
  }

  @Test
  void saysOnEachThreadWhichRunItWorksFor() throws Exception {
    tables.defective.put("c", true);

    RunId first = runAll().id();
    tables.change("a");
    RunId second = runAll().id();
    service.shutDown(Duration.ofSeconds(20));
    for (Thread worker : workers) {
      worker.join();
    }

    for (RunId run : List.of(first, second)) {
      for (String step : List.of("list", "copy a", "copy c")) {
        assertTrue(tables.askedFor.contains(run + " " + step), tables.askedFor::toString);
      }
    }
    assertEquals(8, tables.entered.get(), "the runner and three tables, twice");
    assertEquals(tables.entered.get(), tables.left.get());
  }

  private BackUpTablesService service() {
    return new BackUpTablesService(
        new BackupPorts(tables, tables, FrozenTables.LEFT_ALONE, tables, repository, tables),
        new BackupRules(new RetentionPolicy(3), Duration.ofDays(7), 2, "DetsGuard test"),
        events::add,
        journal,
        new RunIds(clock, new Random(1)),
        clock,
        Executors.newSingleThreadExecutor(),
        work -> {
          Thread worker = new Thread(work);
          workers.add(worker);
          return worker;
        });
  }

  private BackupRun runAll() throws Exception {
    return service.request(Set.of(), RunTrigger.API).run().get(20, TimeUnit.SECONDS);
  }

  private RunProgress.Stage stage(RunTicket ticket) {
    return service.find(ticket.id()).orElseThrow().stage();
  }

  private List<Snapshot> snapshotsOf(String table) {
    return repository.catalog().of(new TableName(table));
  }

  private Snapshot newest(String table) {
    return snapshotsOf(table).getFirst();
  }

  private static List<TableName> names(String... names) {
    return List.of(names).stream().map(TableName::new).toList();
  }
}
