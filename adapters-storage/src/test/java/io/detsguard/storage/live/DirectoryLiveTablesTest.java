package io.detsguard.storage.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.health.TableObservation.Readable;
import io.detsguard.domain.health.TableObservation.Unavailable;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.copy.OpenSince;
import io.detsguard.storage.dets.DetsLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tables there are, and what a look at each shows. */
class DirectoryLiveTablesTest {
  @TempDir Path directory;

  /** So far ahead that every file has been left alone long enough to be remembered. */
  private static final InstantSource LATER = () -> Instant.now().plus(Duration.ofHours(1));

  private final InstantSource clock = InstantSource.system();

  private final OpenSince openSince = new OpenSince();

  private DirectoryLiveTables searching(Path... directories) {
    return new DirectoryLiveTables(List.of(), List.of(directories), openSince, clock);
  }

  private DirectoryLiveTables mapping(LiveTable... tables) {
    return new DirectoryLiveTables(List.of(tables), List.of(), openSince, clock);
  }

  private static LiveTable table(String name, Path file) {
    return new LiveTable(new TableName(name), new TableLocation(file.toString()));
  }

  private static Path put(String corpusFile, Path target) throws IOException {
    try (InputStream corpus =
        DirectoryLiveTablesTest.class.getResourceAsStream("/corpus/" + corpusFile)) {
      Files.copy(corpus, target);
    }
    return target;
  }

  private static List<String> names(DirectoryLiveTables tables) throws IOException {
    return tables.list().stream().map(table -> table.name().value()).toList();
  }

  @Test
  void listsMappedTablesWhetherTheirFilesAreThereOrNot() throws Exception {
    LiveTable there = table("agent_mailbox", put("bag.dets", directory.resolve("mailbox.dets")));
    LiveTable missing = table("task_queue", directory.resolve("task_queue.dets"));

    assertEquals(List.of(there, missing), mapping(there, missing).list());
  }

  @Test
  void refusesOneNameForTwoFiles() {
    LiveTable one = table("t", directory.resolve("1"));
    LiveTable other = table("t", directory.resolve("2"));
    assertThrows(IllegalArgumentException.class, () -> mapping(one, other));
  }

  @Test
  void findsTablesByTheirContentWhateverTheirEnding() throws Exception {
    put("task_queue.dets", directory.resolve("task_queue.dets"));
    put("agent_state.DAT", directory.resolve("agent_state.DAT"));
    put("one_record.dets", directory.resolve("bare"));
    put("text_file.dets", directory.resolve("text_file.dets"));
    put("zero_length.dets", directory.resolve("zero_length.dets"));
    put("one_record.dets", directory.resolve(".hidden.dets"));
    Files.createDirectory(directory.resolve("directory.dets"));

    assertEquals(List.of("task_queue", "agent_state", "bare"), names(searching(directory)));
    assertEquals(List.of(), searching(directory).notes());
  }

  @Test
  void notesRepairLeftoversAndDoesNotTakeThemForTables() throws Exception {
    put("one_record.dets", directory.resolve("t.dets"));
    put("one_record.dets", directory.resolve("t.dets.TMP"));
    put("one_record.dets", directory.resolve("t.dets.TMP.17"));

    DirectoryLiveTables tables = searching(directory);
    assertEquals(List.of("t"), names(tables));
    assertEquals(2, tables.notes().size());
    assertTrue(tables.notes().getFirst().startsWith("\"t.dets.TMP\" is what a repair works on"));
  }

  @Test
  void notesReplacedFilesAndDoesNotTakeThemForTables() throws Exception {
    put("one_record.dets", directory.resolve("t.dets"));
    put("one_record.dets", directory.resolve("t.dets.before-restore-2026-02-11T14-30-00"));
    put("one_record.dets", directory.resolve("t.dets.before-undo-2026-02-11T14-30-00_2"));

    DirectoryLiveTables tables = searching(directory);
    assertEquals(List.of("t"), names(tables));
    assertEquals(2, tables.notes().size());
    assertTrue(tables.notes().getFirst().contains("is kept so that it can be put back"));
  }

  @Test
  void notesTablesWhoseNameCannotBeATables() throws Exception {
    put("one_record.dets", directory.resolve("two words.dets"));

    DirectoryLiveTables tables = searching(directory);
    assertEquals(List.of(), names(tables));
    assertTrue(tables.notes().getFirst().contains("map it to a table's name"));
  }

  @Test
  void givesANameToOneFileAndSaysWhichStoodBack() throws Exception {
    put("one_record.dets", directory.resolve("t.DAT"));
    Path taken = put("one_record.dets", directory.resolve("t.dets"));

    DirectoryLiveTables tables = searching(directory);
    assertEquals(List.of(table("t", taken)), tables.list());
    assertEquals(
        List.of(
            "\"t.DAT\" is not taken: the name t belongs to another file, \"t.dets\"; map one of them"
                + " to a name of its own"),
        tables.notes());
  }

  @Test
  void prefersAMappingToASearchAndListsItsFileOnce() throws Exception {
    Path mailbox = put("bag.dets", directory.resolve("mailbox.dets"));
    put("one_record.dets", directory.resolve("other.dets"));
    LiveTable mapped = table("agent_mailbox", mailbox);
    DirectoryLiveTables tables =
        new DirectoryLiveTables(List.of(mapped), List.of(directory), openSince, clock);

    assertEquals(List.of("agent_mailbox", "other"), names(tables));
    assertEquals(List.of(), tables.notes());
  }

  @Test
  void seesTablesComeAndGo() throws Exception {
    DirectoryLiveTables tables = searching(directory);
    assertEquals(List.of(), tables.list());
    Path file = put("one_record.dets", directory.resolve("t.dets"));
    assertEquals(List.of("t"), names(tables));
    Files.delete(file);
    assertEquals(List.of(), tables.list());
  }

  @Test
  void searchesNothingAgainWhileNothingHasMoved() throws Exception {
    put("one_record.dets", directory.resolve("t.dets"));
    put("text_file.dets", directory.resolve("text_file.dets"));
    DirectoryLiveTables tables =
        new DirectoryLiveTables(List.of(), List.of(directory), openSince, LATER);
    assertSame(tables.list(), tables.list());
  }

  @Test
  void seesAFileBecomeATable() throws Exception {
    Path file = put("zero_length.dets", directory.resolve("t.dets"));
    DirectoryLiveTables tables = searching(directory);
    assertEquals(List.of(), tables.list());
    Files.write(file, getClass().getResourceAsStream("/corpus/one_record.dets").readAllBytes());
    assertEquals(List.of("t"), names(tables));
  }

  @Test
  void failsWhenADirectoryToSearchIsMissing() {
    assertThrows(IOException.class, () -> searching(directory.resolve("missing")).list());
  }

  @Test
  void survivesASymbolicLinkToItself() throws Exception {
    Files.createSymbolicLink(directory.resolve("loop.dets"), directory.resolve("loop.dets"));
    put("one_record.dets", directory.resolve("t.dets"));
    DirectoryLiveTables tables = searching(directory);
    assertEquals(List.of("t"), names(tables));
    assertTrue(tables.notes().getFirst().startsWith("\"loop.dets\" could not be looked at"));
  }

  @Test
  void readsTheFiguresOfAClosedTable() throws Exception {
    LiveTable table = table("t", put("task_queue.dets", directory.resolve("t.dets")));
    Readable seen = assertInstanceOf(Readable.class, mapping(table).observe(table));

    assertTrue(seen.figures().properlyClosed());
    assertTrue(seen.figures().records() > 0);
    assertTrue(seen.figures().fragmentation().isPresent());
    assertEquals(Optional.empty(), seen.notClosedSince());
  }

  @Test
  void readsNothingWhileTheFileHasNotMoved() throws Exception {
    LiveTable table = table("t", put("task_queue.dets", directory.resolve("t.dets")));
    DirectoryLiveTables tables =
        new DirectoryLiveTables(List.of(table), List.of(), openSince, LATER);
    TableObservation first = tables.observe(table);
    assertSame(first, tables.observe(table));

    Files.setLastModifiedTime(directory.resolve("t.dets"), FileTime.from(Instant.EPOCH));
    assertNotSame(first, tables.observe(table));
  }

  @Test
  void readsAgainWhatWasWrittenJustBeforeTheLastLook() throws Exception {
    LiveTable table = table("t", put("task_queue.dets", directory.resolve("t.dets")));
    DirectoryLiveTables tables =
        new DirectoryLiveTables(List.of(table), List.of(), openSince, clock);
    assertNotSame(tables.observe(table), tables.observe(table));
  }

  @Test
  void saysSinceWhenATableIsNotProperlyClosed() throws Exception {
    Path file = put("dirty_kill9.dets", directory.resolve("t.dets"));
    Instant written = Instant.parse("2026-02-11T14:30:00.5Z");
    Files.setLastModifiedTime(file, FileTime.from(written));
    LiveTable table = table("t", file);
    DirectoryLiveTables tables = mapping(table);

    Readable seen = assertInstanceOf(Readable.class, tables.observe(table));
    assertEquals(Optional.of(written), seen.notClosedSince());

    Files.setLastModifiedTime(file, FileTime.from(written.plusSeconds(60)));
    seen = assertInstanceOf(Readable.class, tables.observe(table));
    assertEquals(Optional.of(written), seen.notClosedSince(), "it was open all the time");
    assertEquals(written.plusSeconds(60), seen.modifiedAt());
  }

  @Test
  void forgetsThatATableWasOpenOnceItIsSeenClosed() throws Exception {
    Path file = put("dirty_kill9.dets", directory.resolve("t.dets"));
    LiveTable table = table("t", file);
    DirectoryLiveTables tables = mapping(table);
    tables.observe(table);
    Files.write(file, getClass().getResourceAsStream("/corpus/one_record.dets").readAllBytes());
    tables.observe(table);
    try (RandomAccessFile owner = new RandomAccessFile(file.toFile(), "rw")) {
      owner.seek(DetsLayout.CLOSED_PROPERLY_OFFSET);
      owner.writeInt(0);
    }
    Instant modified = Files.getLastModifiedTime(file).toInstant();
    Readable seen = assertInstanceOf(Readable.class, tables.observe(table));
    assertEquals(Optional.of(modified), seen.notClosedSince());
  }

  @Test
  void saysWhyATableIsUnavailableWithoutPaths() throws Exception {
    assertUnavailable("no such file", directory.resolve("missing"));
    assertUnavailable("not a regular file", directory);
    assertUnavailable(
        "not a DETS file", put("text_file.dets", directory.resolve("text_file.dets")));
    assertUnavailable(
        "unsupported version", put("bad_version8.dets", directory.resolve("bad_version8.dets")));
    assertUnavailable(
        "impossible header field", put("bad_md5.dets", directory.resolve("bad_md5.dets")));
    assertUnavailable("", put("truncated_half.dets", directory.resolve("truncated_half.dets")));
    assertUnavailable("", put("zero_length.dets", directory.resolve("zero_length.dets")));
  }

  private void assertUnavailable(String reason, Path file) {
    LiveTable table = table("t", file);
    Unavailable seen = assertInstanceOf(Unavailable.class, mapping(table).observe(table));
    assertTrue(seen.reason().startsWith(reason), seen.reason());
    assertTrue(!seen.reason().contains("/"), seen.reason());
  }

  @Test
  void looksAgainAtATableThatWasUnavailable() throws Exception {
    Path file = directory.resolve("t.dets");
    LiveTable table = table("t", file);
    DirectoryLiveTables tables = mapping(table);
    assertInstanceOf(Unavailable.class, tables.observe(table));
    put("one_record.dets", file);
    assertInstanceOf(Readable.class, tables.observe(table));
    Files.delete(file);
    assertInstanceOf(Unavailable.class, tables.observe(table));
  }

  @Test
  void namesAFileByItsOneTrueName() throws Exception {
    Path real = Files.writeString(directory.toRealPath().resolve("real.dets"), "x");
    Path link = Files.createSymbolicLink(directory.resolve("link.dets"), real);
    Path missing = directory.resolve("sub/../missing.dets");
    DirectoryLiveTables tables =
        new DirectoryLiveTables(List.of(), List.of(), new OpenSince(), InstantSource.system());

    assertEquals(real.toString(), tables.file(table("a", link)).value());
    assertEquals(
        directory.resolve("missing.dets").toString(), tables.file(table("b", missing)).value());
  }
}
