package io.detsguard.application.service;

import io.detsguard.application.port.in.FigureHistoryUseCase;
import io.detsguard.application.port.in.ListSnapshotsUseCase;
import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.application.port.out.FigureLog;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.TableHealth;
import io.detsguard.domain.history.FigureSample;
import io.detsguard.domain.history.SampleRetention;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Samples figures, and remembers them across restarts.
 *
 * <p>Samples are taken by {@link #sample()}, which whoever owns the timer calls every few minutes,
 * and of each new snapshot by {@link #record(BackupRun)}: these know the live bytes. All samples
 * together are at most {@link #MOST_SAMPLES}, however many tables there are, and the log is written
 * anew when much of it is about samples that were dropped.
 *
 * <p>What was recorded before is read when it is first needed; the very first time, the snapshots
 * of the repository tell how it was until now.
 */
public final class FigureHistoryService implements FigureHistoryUseCase {
  /** How many samples are remembered, of all tables together; each takes about 100 bytes. */
  public static final int MOST_SAMPLES = 100_000;

  /** So many superfluous entries a log may always have, beside a quarter of those that count. */
  private static final int LOG_SLACK = 5_000;

  private static final int FEWEST_OF_A_TABLE = 2;

  private final ReportHealthUseCase health;
  private final ListSnapshotsUseCase snapshots;
  private final FigureLog log;
  private final SampleRetention retention;
  private final InstantSource clock;

  private Optional<Map<TableName, List<FigureSample>>> loaded = Optional.empty();
  private int entriesInLog;

  public FigureHistoryService(
      ReportHealthUseCase health,
      ListSnapshotsUseCase snapshots,
      FigureLog log,
      SampleRetention retention,
      InstantSource clock) {
    this.health = health;
    this.snapshots = snapshots;
    this.log = log;
    this.retention = retention;
    this.clock = clock;
  }

  /** Takes a sample of every table that can be read now. */
  public void sample() throws IOException {
    HealthReport report = health.report();
    add(report.tables().stream().flatMap(table -> live(report, table)).toList());
  }

  private static Stream<FigureSample> live(HealthReport report, TableHealth table) {
    return table.facts().figures().stream()
        .map(figures -> FigureSample.of(table.table(), report.at(), figures));
  }

  /** Takes samples from the snapshots of a run. */
  public void record(BackupRun run) throws IOException {
    add(run.successes().stream().map(success -> stored(success.snapshot())).toList());
  }

  private static FigureSample stored(Snapshot snapshot) {
    return FigureSample.of(
        snapshot.id().table(), snapshot.id().takenAt(), snapshot.manifest().figures());
  }

  @Override
  public synchronized List<FigureSample> of(TableName table) throws IOException {
    return samples().getOrDefault(table, List.of());
  }

  @Override
  public synchronized Map<TableName, List<FigureSample>> all() throws IOException {
    return new TreeMap<>(samples());
  }

  private synchronized void add(List<FigureSample> taken) throws IOException {
    Map<TableName, List<FigureSample>> samples = samples();
    merge(samples, taken);
    // Remembered first: a full disk costs the history after a restart, not the one on the page.
    int worthKeeping = count(samples);
    if (entriesInLog + taken.size() > worthKeeping + worthKeeping / 4 + LOG_SLACK) {
      replaceLog(samples);
    } else if (!taken.isEmpty()) {
      log.append(taken);
      entriesInLog += taken.size();
    }
  }

  private Map<TableName, List<FigureSample>> samples() throws IOException {
    if (loaded.isEmpty()) {
      loaded = Optional.of(load());
    }
    return loaded.get();
  }

  private Map<TableName, List<FigureSample>> load() throws IOException {
    List<FigureSample> kept = log.load();
    entriesInLog = kept.size();
    Map<TableName, List<FigureSample>> samples = new TreeMap<>();
    merge(samples, kept.isEmpty() ? ofSnapshots() : kept);
    if (entriesInLog == 0 && !samples.isEmpty()) {
      replaceLog(samples);
    }
    return samples;
  }

  /** Adds samples and drops those not worth keeping. */
  private void merge(Map<TableName, List<FigureSample>> samples, List<FigureSample> more) {
    Map<TableName, List<FigureSample>> byTable =
        more.stream().collect(Collectors.groupingBy(FigureSample::table));
    byTable.forEach((table, added) -> samples.merge(table, added, FigureHistoryService::joined));
    int most = Math.max(FEWEST_OF_A_TABLE, MOST_SAMPLES / Math.max(1, samples.size()));
    Instant now = clock.instant();
    samples.replaceAll((table, all) -> retention.keep(all, now, most));
    samples.values().removeIf(List::isEmpty);
  }

  private List<FigureSample> ofSnapshots() throws IOException {
    return snapshots.list().snapshots().stream().map(FigureHistoryService::stored).toList();
  }

  private void replaceLog(Map<TableName, List<FigureSample>> samples) throws IOException {
    List<FigureSample> all = samples.values().stream().flatMap(List::stream).toList();
    log.replace(all);
    entriesInLog = all.size();
  }

  private static int count(Map<TableName, List<FigureSample>> samples) {
    return samples.values().stream().mapToInt(List::size).sum();
  }

  private static List<FigureSample> joined(List<FigureSample> one, List<FigureSample> other) {
    List<FigureSample> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
