package io.detsguard.storage.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.TableLooks;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.health.TableObservation.Unavailable;
import io.detsguard.storage.copy.OpenSince;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at many tables in one go show what single ones show. */
class ManyLooksTest {
  /** So far ahead that every file has been left alone long enough to be remembered. */
  private static final InstantSource LATER = () -> Instant.now().plus(Duration.ofHours(1));

  @TempDir Path directory;

  private static Path put(String corpusFile, Path target) throws IOException {
    try (InputStream corpus = ManyLooksTest.class.getResourceAsStream("/corpus/" + corpusFile)) {
      Files.copy(corpus, target);
    }
    return target;
  }

  @Test
  void seesInManyLooksWhatItSeesInSingleOnes() throws Exception {
    for (int i = 0; i < 30; i++) {
      put("bag.dets", directory.resolve("t" + i + ".dets"));
    }
    DirectoryLiveTables tables =
        new DirectoryLiveTables(List.of(), List.of(directory), new OpenSince(), LATER);
    List<LiveTable> all = tables.list();
    List<TableObservation> first = observeAll(tables, all);
    assertEquals(first, all.stream().map(tables::observe).toList());

    List<TableObservation> again = observeAll(tables, all);
    for (int i = 0; i < all.size(); i++) {
      assertSame(first.get(i), again.get(i), all.get(i)::toString); // nothing was read
    }
  }

  @Test
  void seesInManyLooksWhatHasChangedSince() throws Exception {
    Path tablesDirectory = Files.createDirectory(directory.resolve("tables"));
    for (int i = 0; i < 30; i++) {
      put("bag.dets", tablesDirectory.resolve("t" + i + ".dets"));
    }
    DirectoryLiveTables tables =
        new DirectoryLiveTables(List.of(), List.of(tablesDirectory), new OpenSince(), LATER);
    List<LiveTable> all = tables.list();
    observeAll(tables, all);
    Files.delete(tablesDirectory.resolve("t0.dets"));
    Files.write(tablesDirectory.resolve("t1.dets"), new byte[100]);
    Files.delete(tablesDirectory.resolve("t2.dets"));
    Path moved = put("task_queue.dets", directory.resolve("moved"));
    Files.createSymbolicLink(tablesDirectory.resolve("t2.dets"), moved);

    DirectoryLiveTables others =
        new DirectoryLiveTables(all, List.of(), new OpenSince(), InstantSource.system());
    List<TableObservation> seen = observeAll(tables, all);
    assertEquals(all.stream().map(others::observe).toList(), seen);
    assertEquals(2, seen.stream().filter(Unavailable.class::isInstance).count());

    Files.move(tablesDirectory, directory.resolve("old"));
    assertTrue(observeAll(tables, all).stream().allMatch(Unavailable.class::isInstance));
    Files.createDirectory(tablesDirectory);
    put("bag.dets", tablesDirectory.resolve("t0.dets"));
    assertEquals(
        29, observeAll(tables, all).stream().filter(Unavailable.class::isInstance).count());
  }

  private static List<TableObservation> observeAll(
      DirectoryLiveTables tables, List<LiveTable> all) {
    try (TableLooks looks = tables.looks()) {
      return all.stream().map(looks::observe).toList();
    }
  }
}
