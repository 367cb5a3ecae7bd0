package io.detsguard.storage.copy;

import static io.detsguard.storage.copy.MemorySource.closedTable;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.repository.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live file beside the stored bytes of its snapshot. */
class SameContentTest {
  private static final LiveTable TABLE =
      new LiveTable(new TableName("t"), new TableLocation("/srv/t.dets"));
  private static final byte[] CONTENT = closedTable((1 << 18) * 2 + 77, 1);

  @TempDir Path directory;
  private Path stored;
  private Snapshot snapshot;
  private MemorySource source;
  private SourceStamp stamp;

  @BeforeEach
  void storeTheContent() throws IOException {
    stored = Files.write(directory.resolve("stored"), CONTENT);
    snapshot =
        new Snapshot(
            Manifests.of(new SnapshotId(TABLE.name(), MemorySource.START, 1), CONTENT),
            new TableLocation(stored.toString()));
    source = new MemorySource(Duration.ofNanos(1), CONTENT);
    stamp = copier().stamp(TABLE).orElseThrow();
  }

  private StableCopier copier() {
    return new StableCopier(
        source,
        (path, seen) -> TimestampPrecision.FINE,
        new OpenSince(),
        Duration.ZERO,
        source,
        source);
  }

  private boolean same() throws IOException {
    return copier().sameContent(TABLE, stamp, snapshot);
  }

  @Test
  void findsTheSameContent() throws Exception {
    assertTrue(same());
  }

  @Test
  void findsEachChangedByteOfTheStoredFile() throws Exception {
    for (int at : new int[] {0, 1 << 18, CONTENT.length - 1}) {
      byte[] rotten = CONTENT.clone();
      rotten[at] ^= 1;
      Files.write(stored, rotten);
      assertFalse(same(), "byte " + at);
    }
  }

  @Test
  void findsAStoredFileOfAnotherLength() throws Exception {
    Files.write(stored, Arrays.copyOf(CONTENT, CONTENT.length - 1));
    assertFalse(same());
    Files.write(stored, Arrays.copyOf(CONTENT, CONTENT.length + 1));
    assertFalse(same());
  }

  @Test
  void findsContentThatChangedWithoutATrace() throws Exception {
    byte[] changed = CONTENT.clone();
    changed[CONTENT.length / 2] ^= 1;
    source.writeUnnoticed(changed);
    assertFalse(same());
  }

  @Test
  void refusesAnotherStampBeforeReading() throws Exception {
    source.touchRecord();
    int steps = source.steps();
    assertFalse(same());
    assertTrue(source.steps() - steps < 8, "only a look");
  }

  @Test
  void refusesATableThatMovesWhileItIsCompared() throws Exception {
    int before = source.steps();
    source.beforeEachStep(
        step -> {
          if (step == before + 8) {
            source.touchRecord();
          }
        });
    assertFalse(same());
  }

  @Test
  void refusesATableThatIsGone() throws Exception {
    source.remove();
    assertFalse(same());
  }

  @Test
  void failsWhenTheStoredFileCannotBeRead() throws Exception {
    Files.delete(stored);
    assertThrows(IOException.class, this::same);
  }
}
