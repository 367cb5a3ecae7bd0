package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.ListSnapshotsUseCase;
import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.application.port.out.FigureLog;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Provenance;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.TableFacts;
import io.detsguard.domain.health.TableHealth;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.history.FigureSample;
import io.detsguard.domain.history.SampleRetention;
import io.detsguard.domain.table.FormatVariant;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.domain.table.TableType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FigureHistoryServiceTest {
  private static final TableName A = new TableName("a");
  private static final TableName B = new TableName("b");
  private static final OptionalLong UNKNOWN = OptionalLong.empty();

  private final MovableClock clock = new MovableClock();
  private final MemoryLog log = new MemoryLog();
  private List<TableHealth> tables = List.of();
  private List<Snapshot> snapshots = List.of();
  private FigureHistoryService history = service();

  private FigureHistoryService service() {
    ReportHealthUseCase health = () -> new HealthReport(clock.instant(), Optional.empty(), tables);
    ListSnapshotsUseCase catalog = () -> new Catalog(snapshots, List.of());
    return new FigureHistoryService(health, catalog, log, SampleRetention.DEFAULT, clock);
  }

  @Test
  void samplesEveryTableThatCanBeRead() throws IOException {
    tables = List.of(readable(A, 100), unavailable(B));
    history.sample();

    assertEquals(List.of(sample(A, clock.instant(), 100, UNKNOWN)), history.of(A));
    assertEquals(Set.of(A), history.all().keySet());
  }

  @Test
  void takesLiveBytesFromTheSnapshotsOfARun() throws IOException {
    history.record(run(snapshot(A, clock.instant(), 70), failed(B)));

    assertEquals(List.of(sample(A, clock.instant(), 100, OptionalLong.of(70))), history.of(A));
    assertEquals(List.of(), history.of(B));
  }

  @Test
  void remembersAcrossARestart() throws IOException {
    tables = List.of(readable(A, 100));
    history.sample();
    clock.pass(Duration.ofMinutes(5));
    tables = List.of(readable(A, 200));
    history.sample();
    List<FigureSample> before = history.of(A);

    history = service();

    assertEquals(2, before.size());
    assertEquals(before, history.of(A));
  }

  @Test
  void beginsWithTheSnapshotsThatThereAre() throws IOException {
    Instant yesterday = clock.instant().minus(Duration.ofDays(1));
    snapshots = List.of(stored(A, yesterday, 70));

    assertEquals(List.of(sample(A, yesterday, 100, OptionalLong.of(70))), history.of(A));
    assertEquals(history.of(A), log.entries);
  }

  @Test
  void dropsWhatIsTooOld() throws IOException {
    tables = List.of(readable(A, 100));
    history.sample();
    clock.pass(Duration.ofDays(91));
    tables = List.of(readable(B, 100));
    history.sample();

    assertEquals(Set.of(B), history.all().keySet());
  }

  @Test
  void writesTheLogAnewWhenMuchOfItIsAboutDroppedSamples() throws IOException {
    tables = List.of(readable(A, 100));
    for (int minute = 0; minute < 50_000; minute += 5) {
      clock.pass(Duration.ofMinutes(5));
      history.sample();
    }

    assertTrue(log.replaced > 0, "never replaced");
    assertTrue(log.entries.size() < 8_000, "" + log.entries.size());
    assertTrue(history.of(A).equals(service().of(A)), "a restart changed the history");
  }

  @Test
  void goesOnWithoutTheLogWhenTheDiskIsFull() throws IOException {
    tables = List.of(readable(A, 100));
    history.sample();
    log.full = true;
    clock.pass(Duration.ofMinutes(5));

    assertThrows(IOException.class, history::sample);
    assertEquals(2, history.of(A).size());
  }

  @Test
  void asksAgainWhenTheLogCouldNotBeRead() throws IOException {
    log.entries.add(sample(A, clock.instant(), 100, UNKNOWN));
    log.full = true;
    assertThrows(IOException.class, () -> history.of(A));
    log.full = false;
    assertEquals(1, history.of(A).size());
  }

  private static FigureSample sample(TableName table, Instant at, long bytes, OptionalLong live) {
    return new FigureSample(table, at, 3, bytes, live, OptionalLong.of(10));
  }

  private static TableFigures figures(long bytes) {
    return new TableFigures(
        TableType.SET,
        1,
        FormatVariant.D,
        3,
        3,
        bytes,
        bytes,
        20,
        OptionalLong.of(70),
        UNKNOWN,
        OptionalLong.of(10),
        new SlotCounts(256, 256, 33_554_432),
        true);
  }

  private TableHealth readable(TableName table, long bytes) {
    TableObservation look =
        new TableObservation.Readable(figures(bytes), Instant.EPOCH, Optional.empty());
    return new TableHealth(new TableFacts(table, look, Optional.empty()), List.of());
  }

  private static TableHealth unavailable(TableName table) {
    TableObservation look = new TableObservation.Unavailable("gone");
    return new TableHealth(new TableFacts(table, look, Optional.empty()), List.of());
  }

  private static TableOutcome snapshot(TableName table, Instant takenAt, long live) {
    return new TableOutcome.BackedUp(stored(table, takenAt, live));
  }

  private static Snapshot stored(TableName table, Instant takenAt, long live) {
    Provenance provenance =
        new Provenance(
            new TableLocation("live/" + table),
            new SourceStamp(1, 2, 100, 3, 4, "cd".repeat(32)),
            CopyMethod.STABLE_READ,
            1,
            Duration.ZERO,
            takenAt,
            false);
    Manifest manifest =
        new Manifest(
            new SnapshotId(table, takenAt, 1),
            100,
            "ab".repeat(32),
            new RecordDigest(1, 2),
            figures(100).withLiveBytes(live),
            provenance,
            "test");
    return new Snapshot(manifest, new TableLocation("backups/" + table));
  }

  private static TableOutcome failed(TableName table) {
    return new TableOutcome.Failed(table, FailureKind.DAMAGED, "It is damaged.");
  }

  private BackupRun run(TableOutcome... outcomes) {
    Instant now = clock.instant();
    return new BackupRun(
        new RunId("run-1"), RunTrigger.API, now, now, List.of(outcomes), List.of(), List.of());
  }

  private static final class MemoryLog implements FigureLog {
    private List<FigureSample> entries = new ArrayList<>();
    private int replaced;
    private boolean full;

    @Override
    public void append(List<FigureSample> samples) throws IOException {
      failIfFull();
      entries.addAll(samples);
    }

    @Override
    public List<FigureSample> load() throws IOException {
      failIfFull();
      return List.copyOf(entries);
    }

    @Override
    public void replace(List<FigureSample> samples) throws IOException {
      failIfFull();
      entries = new ArrayList<>(samples);
      replaced++;
    }

    private void failIfFull() throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
    }
  }
}
