package io.detsguard.storage.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.FrozenTables.Outcome;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.Sha256;
import io.detsguard.storage.repository.DirectoryBackupRepository;
import io.detsguard.storage.repository.RepositoryLayout;
import io.detsguard.storage.salvage.DetsTableSalvager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of real tables while an owner, here a double, is held. */
class HeldReadTest {
  private static final Path CORPUS = Path.of("src/test/resources/corpus");
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir Path directory;

  private RepositorySession session;
  private StagedSnapshot target;
  private final List<String> events = new ArrayList<>();

  @BeforeEach
  void stage() throws Exception {
    session =
        new DirectoryBackupRepository(
                new RepositoryLayout(directory.resolve("backups")), new DiskFiles(), CLOCK)
            .begin("test");
    target = session.stage(new TableName("t"), Instant.now());
  }

  @AfterEach
  void drop() throws IOException {
    target.close();
    session.close();
  }

  private LiveTable table(String file) throws IOException {
    Path copy = directory.resolve("t.dets");
    Files.copy(CORPUS.resolve(file), copy);
    return new LiveTable(new TableName("t"), new TableLocation(copy.toString()));
  }

  /** An owner that is held until it is released, or as long as {@code pieces} are asked for. */
  private Hold hold(int pieces, Runnable meanwhile) {
    return new Hold() {
      private int asked;

      @Override
      public boolean mayGoOn() {
        if (asked++ == 0) {
          meanwhile.run();
        }
        return asked <= pieces;
      }

      @Override
      public void release() {
        events.add("released");
      }
    };
  }

  private static Runnable nothing() {
    return () -> {};
  }

  /** An update by an owner that was let go too early. */
  private Runnable update() {
    return () -> {
      try (FileChannel file =
          FileChannel.open(directory.resolve("t.dets"), StandardOpenOption.WRITE)) {
        file.write(ByteBuffer.wrap(new byte[] {1}), file.size() - 1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static TableAttempts attempts(TimestampPrecision precision) {
    return new TableAttempts((file, stamp) -> precision, CLOCK);
  }

  @Test
  void copiesClosedTablesAndReleasesTheirOwner() throws Exception {
    LiveTable table = table("task_queue.dets");
    Attempt.Succeeded copied =
        assertInstanceOf(
            Attempt.Succeeded.class,
            attempts(TimestampPrecision.FINE).copyHeld(table, target, hold(99, nothing())));
    byte[] bytes = Files.readAllBytes(Path.of(table.location().value()));
    assertArrayEquals(bytes, Files.readAllBytes(Path.of(target.location().value())));
    assertEquals(Sha256.of(bytes), copied.sha256());
    assertEquals(CopyMethod.HELD_READ, copied.method());
    assertEquals(List.of("released"), events);
  }

  @Test
  void leavesOwnersOfOpenTablesHeld() throws Exception {
    assertInstanceOf(
        Attempt.IsOpen.class,
        attempts(TimestampPrecision.FINE)
            .copyHeld(table("dirty_kill9.dets"), target, hold(99, nothing())));
    assertEquals(List.of(), events);
  }

  @Test
  void noticesOwnersThatGoOnTooEarly() throws Exception {
    assertInstanceOf(
        Attempt.Moved.class,
        attempts(TimestampPrecision.FINE)
            .copyHeld(table("task_queue.dets"), target, hold(99, update())));
  }

  @Test
  void breaksOffWhenTheLimitHasPassed() throws Exception {
    assertInstanceOf(
        Attempt.TooSlow.class,
        attempts(TimestampPrecision.FINE)
            .copyHeld(table("large_1mb.dets"), target, hold(1, nothing())));
  }

  @Test
  void asksForTheGuardOfTheFileSystemAllTheSame() throws Exception {
    assertInstanceOf(
        Attempt.TooRecent.class,
        attempts(TimestampPrecision.COARSE)
            .copyHeld(table("task_queue.dets"), target, hold(99, nothing())));
  }

  private HeldTableSaver saver(TimestampPrecision precision, List<Duration> waited) {
    return new HeldTableSaver(
        new DetsTableSalvager(new DiskFiles(), 1),
        new DiskFiles(),
        (file, stamp) -> precision,
        CLOCK,
        new Waiting() {
          @Override
          public long nanos() {
            throw new AssertionError("nobody asks for the time");
          }

          @Override
          public void pause(Duration duration) {
            waited.add(duration);
          }
        });
  }

  private Outcome save(TimestampPrecision precision, Hold hold, List<Duration> waited)
      throws Exception {
    return saver(precision, waited)
        .save(table("dirty_kill9.dets"), target, hold, ProgressListener.NONE);
  }

  @Test
  void repairsCopiesOfOpenTables() throws Exception {
    List<Duration> waited = new ArrayList<>();
    Outcome.Saved saved =
        assertInstanceOf(
            Outcome.Saved.class, save(TimestampPrecision.FINE, hold(99, nothing()), waited));
    assertEquals(List.of("released"), events);
    assertEquals(List.of(), waited);
    byte[] stored = Files.readAllBytes(Path.of(target.location().value()));
    assertEquals(saved.bytes(), stored.length);
    assertEquals(Sha256.of(stored), saved.sha256());
    assertTrue(saved.report().records() > 0);
  }

  @Test
  void waitsForTheGuardBeforeItCopiesOpenTables() throws Exception {
    List<Duration> waited = new ArrayList<>();
    assertInstanceOf(
        Outcome.Saved.class, save(TimestampPrecision.TICKED, hold(99, nothing()), waited));
    assertEquals(1, waited.size());
    assertTrue(waited.getFirst().compareTo(TimestampPrecision.TICKED.guard()) <= 0);
  }

  @Test
  void copiesNoOpenTableWhereTimesProveNothing() throws Exception {
    assertInstanceOf(
        Outcome.NothingSaved.class,
        save(TimestampPrecision.COARSE, hold(99, nothing()), new ArrayList<>()));
    assertTrue(!Files.exists(Path.of(target.location().value())));
  }

  @Test
  void believesNoOpenCopyThatMovedOrTookTooLong() throws Exception {
    assertInstanceOf(
        Outcome.NotFrozen.class,
        save(TimestampPrecision.FINE, hold(99, update()), new ArrayList<>()));
    Files.delete(directory.resolve("t.dets"));
    assertInstanceOf(
        Outcome.NotFrozen.class,
        save(TimestampPrecision.FINE, hold(0, nothing()), new ArrayList<>()));
  }
}
