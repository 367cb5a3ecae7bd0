package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.RunContext;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableCopier;
import io.detsguard.application.port.out.TableLooks;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.table.FormatVariant;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.domain.table.TableType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Live tables whose behaviour a test scripts by name, seen through all ports that look at them. */
final class ScriptedTables implements LiveTables, TableCopier, TableChecker, RunContext {
  private static final int BYTES = 100;

  final List<LiveTable> catalogue = new ArrayList<>();
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  final Map<String, Long> versions = new ConcurrentHashMap<>();
  final Map<String, CopyOutcome.GaveUp> givesUp = new ConcurrentHashMap<>();
  final Map<String, Boolean> damaged = new ConcurrentHashMap<>();
  final Map<String, Boolean> defective = new ConcurrentHashMap<>();
  final Map<String, Boolean> sameContent = new ConcurrentHashMap<>();
  final List<String> notes = new ArrayList<>();
  final Map<String, Long> lengths = new ConcurrentHashMap<>();
  final Map<String, CountDownLatch> holds = new ConcurrentHashMap<>();

  /** How many looks at many tables are open. */
  final AtomicInteger looks = new AtomicInteger();

  final List<String> askedFor = Collections.synchronizedList(new ArrayList<>());
  volatile Duration copyTime = Duration.ZERO;
  final AtomicInteger mostCopiedAtOnce = new AtomicInteger();
  private final AtomicInteger copiedNow = new AtomicInteger();
  final AtomicInteger entered = new AtomicInteger();
  final AtomicInteger left = new AtomicInteger();
  private final ThreadLocal<RunId> run = new ThreadLocal<>();
  final CountDownLatch copying = new CountDownLatch(1);
  volatile boolean unlistable;

  ScriptedTables(String... names) {
    for (String name : names) {
      catalogue.add(new LiveTable(new TableName(name), new TableLocation("live/" + name)));
      versions.put(name, 1L);
    }
  }

  @Override
  public TableLocation file(LiveTable table) {
    return table.location();
  }

  @Override
  public Scope enter(RunId id) {
    entered.incrementAndGet();
    run.set(id);
    return () -> {
      left.incrementAndGet();
      run.remove();
    };
  }

  /** Changes the table, and makes every copy of it give up with that kind of failure. */
  void failing(String table, FailureKind kind, String reason) {
    change(table);
    givesUp.put(table, new CopyOutcome.GaveUp(kind, reason));
  }

  /** Moves the table's stamp. */
  void change(String table) {
    versions.merge(table, 1L, Long::sum);
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public List<LiveTable> list() throws IOException {
    if (unlistable) {
      throw new java.nio.file.AccessDeniedException("/secret/place");
    }
    askedFor.add(run.get() + " list");
    return List.copyOf(catalogue);
  }

  @Override
  public TableObservation observe(LiveTable table) {
    asked.add("observe " + table.name());
    return new TableObservation.Readable(figures(), Instant.EPOCH, Optional.empty());
  }

  @Override
  public TableLooks looks() {
    looks.incrementAndGet();
    return new TableLooks() {
      @Override
      public TableObservation observe(LiveTable table) {
        assertTrue(looks.get() > 0, "asked after it was closed");
        return ScriptedTables.this.observe(table);
      }

      @Override
      public void close() {
        looks.decrementAndGet();
      }
    };
  }

  @Override
  public CopyOutcome copy(LiveTable source, StagedSnapshot target, ProgressListener progress)
      throws IOException {
    String name = source.name().value();
    asked.add("copy " + name);
    mostCopiedAtOnce.accumulateAndGet(copiedNow.incrementAndGet(), Math::max);
    try {
      Thread.sleep(copyTime);
      return copy(name, target, progress);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CopyOutcome.GaveUp(FailureKind.INTERRUPTED, "The run was stopped.");
    } finally {
      copiedNow.decrementAndGet();
    }
  }

  private CopyOutcome copy(String name, StagedSnapshot target, ProgressListener progress)
      throws IOException {
    askedFor.add(run.get() + " copy " + name);
    if (defective.containsKey(name)) {
      throw new IllegalStateException("a defect");
    }
    copying.countDown();
    if (holds.containsKey(name) && !await(holds.get(name))) {
      return new CopyOutcome.GaveUp(FailureKind.INTERRUPTED, "The run was stopped.");
    }
    if (givesUp.containsKey(name)) {
      return givesUp.get(name);
    }
    try (StagedSnapshot.StagedBytes bytes = target.rewrite()) {
      bytes.write(ByteBuffer.allocate(BYTES));
    }
    progress.reached(BYTES, BYTES);
    return new CopyOutcome.Copied(
        stampOf(name), BYTES, "ab".repeat(32), CopyMethod.STABLE_READ, 1, Duration.ZERO);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Optional<SourceStamp> stamp(LiveTable source) {
    return Optional.of(stampOf(source.name().value()));
  }

  private SourceStamp stampOf(String name) {
    return new SourceStamp(1, name.hashCode(), BYTES, versions.get(name), 0, "0".repeat(64));
  }

  @Override
  public long bytes(LiveTable source) {
    return lengths.getOrDefault(source.name().value(), (long) BYTES);
  }

  @Override
  public boolean sameContent(LiveTable source, SourceStamp stamp, Snapshot snapshot) {
    asked.add("compare " + source.name());
    return sameContent.getOrDefault(source.name().value(), true);
  }

  @Override
  public CheckReport inspect(TableLocation file) {
    throw new AssertionError("a backup is not proven by a glance");
  }

  @Override
  public CheckReport verify(TableLocation file, Digests digests, ProgressListener progress) {
    asked.add("verify " + file.value().replaceAll("staged/(.*)_2026.*", "$1"));
    boolean bad = damaged.keySet().stream().anyMatch(name -> file.value().contains(name + "_2026"));
    List<Finding> findings =
        bad ? List.of(Finding.at(42, FindingKind.KEY_PLACEMENT, 1, 2)) : List.of();
    return new CheckReport(
        bad ? Verdict.DAMAGED : Verdict.SOUND,
        Optional.of(figures()),
        3,
        3,
        digests.ofRecords() ? Optional.of(new RecordDigest(7, 7)) : Optional.empty(),
        Optional.empty(),
        findings,
        findings.size(),
        List.of());
  }

  static TableFigures figures() {
    return new TableFigures(
        TableType.SET,
        1,
        FormatVariant.D,
        3,
        3,
        BYTES,
        BYTES,
        0,
        OptionalLong.of(96),
        OptionalLong.of(80),
        OptionalLong.of(0),
        new SlotCounts(256, 256, 33_554_432),
        true);
  }
}
