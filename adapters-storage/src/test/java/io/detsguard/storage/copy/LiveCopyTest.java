package io.detsguard.storage.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.TableCopier.CopyOutcome;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.erlang.ErlangNode;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.repository.DirectoryBackupRepository;
import io.detsguard.storage.repository.RepositoryLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of tables that a real Erlang writes meanwhile, judged by Erlang itself. */
@NeedsErlang
class LiveCopyTest {
  private static final InstantSource CLOCK = InstantSource.system();

  /** For all states of one table: a limit for hangs, not for slow machines. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  @TempDir Path directory;

  private final LinuxPrecision precision = LinuxPrecision.ofThisSystem(CLOCK);
  private final StableCopier copier =
      new StableCopier(precision, new OpenSince(), Duration.ofMillis(200), CLOCK, Waiting.real());

  @Test
  void copiesOnlyWholeStatesOfTablesInSteadyUse() throws Exception {
    long seed = Long.getLong("detsguard.seed", System.nanoTime() & 0xFFFF_FFFFL);
    System.out.println("LiveCopyTest: -Ddetsguard.seed=" + seed);
    try (RepositorySession session = repository().begin("test")) {
      CompletableFuture<String> writers = startWriters(seed);
      List<Path> copies;
      try {
        awaitTables(writers);
        copies = copyBusyTables(session);
        requireGivingUpWhatIsNeverSaved(session);
      } finally {
        Files.createFile(directory.resolve("stop"));
      }
      assertEquals("done", writers.join().strip());
      requireWhole(copies);
    }
  }

  private DirectoryBackupRepository repository() {
    return new DirectoryBackupRepository(
        new RepositoryLayout(directory.resolve("backups")), new DiskFiles(), CLOCK);
  }

  private CompletableFuture<String> startWriters(long seed) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new ErlangNode(directory)
                .runResource(
                    "/io/detsguard/storage/copy/writers.escript", "stop", Long.toString(seed));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this", e);
          }
        });
  }

  private void awaitTables(CompletableFuture<String> writers) throws InterruptedException {
    while (!Files.exists(directory.resolve("never_saved.dets"))) {
      assertTrue(!writers.isDone(), () -> "the writers are gone: " + writers.join());
      Thread.sleep(20);
    }
  }

  /** Copies both busy tables in turn until there are enough different states of each. */
  private List<Path> copyBusyTables(RepositorySession session) throws IOException {
    List<Path> copies = new ArrayList<>();
    int wanted = wantedOfEach();
    for (String name : List.of("hot", "growing")) {
      Set<SourceStamp> states = new HashSet<>();
      long end = System.nanoTime() + LONGEST.toNanos();
      while (states.size() < wanted && System.nanoTime() < end) {
        StagedSnapshot staged = session.stage(new TableName(name), Instant.now());
        if (copier.copy(table(name), staged, ProgressListener.NONE)
                instanceof CopyOutcome.Copied copied
            && states.add(copied.stamp())) {
          copies.add(Path.of(staged.location().value()));
        } else {
          staged.close();
        }
      }
      System.out.println("LiveCopyTest: " + states.size() + " states of " + name);
      assertTrue(states.size() >= wanted, states.size() + " different copies of " + name);
    }
    return copies;
  }

  /** With coarser times the guard lets few moments of a busy table pass. */
  private int wantedOfEach() throws IOException {
    Path table = directory.resolve("hot.dets");
    return switch (precision.of(table, FileStamp.of(table))) {
      case FINE -> 60;
      case TICKED -> 3;
      case COARSE -> 0;
    };
  }

  private void requireGivingUpWhatIsNeverSaved(RepositorySession session) throws IOException {
    try (StagedSnapshot staged = session.stage(new TableName("never_saved"), Instant.now())) {
      CopyOutcome.GaveUp gaveUp =
          assertInstanceOf(
              CopyOutcome.GaveUp.class,
              copier.copy(table("never_saved"), staged, ProgressListener.NONE));
      assertEquals(FailureKind.NOT_PROPERLY_CLOSED, gaveUp.kind());
      assertTrue(gaveUp.reason().contains("has not been properly closed for"), gaveUp.reason());
      assertTrue(gaveUp.reason().contains("dets:sync/1"), gaveUp.reason());
    }
  }

  private LiveTable table(String name) {
    return new LiveTable(
        new TableName(name), new TableLocation(directory.resolve(name + ".dets").toString()));
  }

  private void requireWhole(List<Path> copies) throws Exception {
    Path list = directory.resolve("copies");
    Files.write(list, copies.stream().map(Path::toString).toList());
    String verdicts =
        new ErlangNode(directory)
            .runResource("/io/detsguard/storage/copy/judge.escript", list.toString());
    assertEquals(copies.size(), verdicts.lines().count());
    assertEquals(List.of(), verdicts.lines().filter(line -> !line.equals("whole")).toList());
  }
}
