package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file of the corpus gets the verdict, the figures and the objects that Erlang gives it. */
class CorpusTest {
  private static final Map<String, Verdict> REFUSED =
      Map.of(
          "bad_cookie.dets", Verdict.NOT_DETS,
          "bad_version8.dets", Verdict.UNSUPPORTED,
          "bad_version10.dets", Verdict.NOT_DETS,
          "zero_length.dets", Verdict.NOT_DETS,
          "text_file.dets", Verdict.NOT_DETS);

  /** Damage that the ends of the file show already. */
  private static final Set<String> DAMAGED_AT_A_GLANCE =
      Set.of(
          "bad_md5.dets",
          "bad_freelist.dets",
          "torn_size.dets",
          "truncated_half.dets",
          "truncated_tail.dets");

  private static final Set<String> DAMAGED_INSIDE =
      Set.of("bad_object_size.dets", "bad_slot_pointer.dets", "bad_status.dets", "torn_slots.dets");

  static Stream<Corpus.Row> rows() {
    return Corpus.rows();
  }

  static Stream<Corpus.Row> tables() {
    return rows().filter(row -> !REFUSED.containsKey(row.name()));
  }

  static Stream<Corpus.Row> soundTables() {
    return tables().filter(row -> verdict(row) == Verdict.SOUND);
  }

  static Stream<Corpus.Row> dirtyTables() {
    return tables().filter(row -> verdict(row) == Verdict.NOT_PROPERLY_CLOSED);
  }

  private static Verdict verdict(Corpus.Row row) {
    if (REFUSED.containsKey(row.name())) {
      return REFUSED.get(row.name());
    }
    if (DAMAGED_AT_A_GLANCE.contains(row.name()) || DAMAGED_INSIDE.contains(row.name())) {
      return Verdict.DAMAGED;
    }
    return row.header("closed_properly") == 1 ? Verdict.SOUND : Verdict.NOT_PROPERLY_CLOSED;
  }

  private static CheckReport check(Corpus.Row row) throws InterruptedException {
    return TestCheckers.withSortedDigest().check(row.path());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void deepCheckGivesTheVerdict(Corpus.Row row) throws InterruptedException {
    CheckReport report = check(row);
    assertEquals(verdict(row), report.verdict(), () -> report.findings().toString());
    boolean clean = EnumSet.of(Verdict.SOUND, Verdict.NOT_PROPERLY_CLOSED).contains(verdict(row));
    assertEquals(clean, report.findings().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void inspectionSeesWhatTheEndsAndSlotsShow(Corpus.Row row) throws InterruptedException {
    CheckReport report = new TableFileInspector().inspect(row.path());
    Verdict expected = DAMAGED_INSIDE.contains(row.name()) ? Verdict.SOUND : verdict(row);
    assertEquals(expected, report.verdict(), () -> report.findings().toString());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void figuresAreThoseOfTheHeader(Corpus.Row row) throws InterruptedException {
    TableFigures figures = new FiguresReader().read(row.path()).figures().orElseThrow();
    boolean closed = row.header("closed_properly") == 1;
    assertAll(
        () -> assertEquals(row.header("type"), figures.type().code()),
        () -> assertEquals(row.header("keypos"), figures.keyPosition()),
        () -> assertEquals(row.header("no_objects"), figures.records()),
        () -> assertEquals(row.header("no_keys"), figures.keys()),
        () -> assertEquals(row.json().path("bytes").asLong(), figures.fileBytes()),
        () -> assertEquals(slots(row), figures.slots()),
        () -> assertEquals("9d", figures.variant().label()),
        () -> assertEquals(closed, figures.properlyClosed()));
  }

  private static SlotCounts slots(Corpus.Row row) {
    return new SlotCounts(
        row.header("min_no_slots"), row.header("next"), row.header("max_no_slots"));
  }

  @ParameterizedTest
  @MethodSource("soundTables")
  void checkReadsExactlyTheObjectsErlangReads(Corpus.Row row) throws InterruptedException {
    CheckReport report = check(row);
    JsonNode traversal = row.traversal().orElseThrow();
    assertEquals(traversal.path("objects").asLong(), report.objectsRead());
    assertEquals(row.header("no_objects"), report.objectsRead());
    assertEquals(row.header("no_keys"), report.keysRead());
    assertEquals(
        traversal.path("objects_raw_sha256").asText(), report.sortedDigest().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("soundTables")
  void figuresAddUpToTheFile(Corpus.Row row) throws InterruptedException {
    TableFigures figures = check(row).figures().orElseThrow();
    long free = figures.freeBytes().orElseThrow();
    long allocated = figures.allocatedBytes().orElseThrow();
    assertEquals(row.header("freelists_pointer"), figures.dataEndBytes());
    assertTrue(figures.paddingBytes().orElseThrow() >= 0);
    // The last block may not have been written to its end.
    long unwritten = figures.fixedBytes() + allocated + free - figures.dataEndBytes();
    assertTrue(unwritten >= 0 && unwritten <= allocated / 2, () -> figures.toString());
  }

  @ParameterizedTest
  @MethodSource("soundTables")
  void inspectionAndCheckAgreeOnTheFigures(Corpus.Row row) throws InterruptedException {
    assertEquals(check(row).figures(), new TableFileInspector().inspect(row.path()).figures());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void oneThreadFindsWhatSeveralDo(Corpus.Row row) throws InterruptedException {
    CheckReport alone = new TableFileChecker(new CheckOptions(1, Digests.BOTH)).check(row.path());
    CheckReport together =
        new TableFileChecker(new CheckOptions(3, Digests.BOTH)).check(row.path());
    assertEquals(alone, together);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void digestThatIsNotWantedChangesNothingElse(Corpus.Row row) throws InterruptedException {
    CheckReport with = check(row);
    CheckReport without = new TableFileChecker(new CheckOptions(2, Digests.NONE)).check(row.path());
    assertEquals(Optional.empty(), without.recordDigest());
    assertThrows(IllegalStateException.class, without::requireDigest);
    assertEquals(Optional.empty(), without.sortedDigest());
    assertEquals(with.verdict(), without.verdict());
    assertEquals(with.objectsRead(), without.objectsRead());
    assertEquals(with.findings(), without.findings());
  }

  @ParameterizedTest
  @CsvSource({
    // file, free bytes below the end of data, live bytes, allocated to live, fixed, fragmentation
    "empty_set.dets, 0, 0, 0, 5432, 0.000",
    "grow_20224.dets, 2912, 441486, 600608, 165176, 0.004",
    "frag75.dets, 356629, 79319, 117120, 13624, 0.730",
    "compacted.dets, 0, 79319, 117120, 13624, 0.000",
    "emptied.dets, 102106, 0, 0, 9528, 0.912",
    "slots_max512.dets, 11264, 96323, 136704, 7480, 0.072",
    "slots_4096_8192.dets, 0, 13730, 16032, 36152, 0.000"
  })
  void fragmentationIsWhatCompactionGivesBack(
      String file, long free, long live, long allocated, long fixed, double fragmentation)
      throws InterruptedException {
    TableFigures figures =
        new TableFileInspector().inspect(Corpus.file(file)).figures().orElseThrow();
    assertEquals(free, figures.freeBytes().orElseThrow());
    assertEquals(live, figures.liveBytes().orElseThrow());
    assertEquals(allocated, figures.allocatedBytes().orElseThrow());
    assertEquals(fixed, figures.fixedBytes());
    assertEquals(fragmentation, figures.fragmentation().orElseThrow(), 0.0005);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad_md5.dets", "bad_freelist.dets", "truncated_tail.dets"})
  void recordsAreReadInSpiteOfDamageElsewhere(String file) throws InterruptedException {
    TableFileChecker checker = TestCheckers.withSortedDigest();
    CheckReport whole = checker.check(Corpus.file("task_dead_letter.dets"));
    CheckReport damaged = checker.check(Corpus.file(file));
    assertFalse(damaged.isSound());
    assertEquals(36, damaged.objectsRead());
    assertEquals(whole.requireDigest(), damaged.requireDigest());
    assertEquals(whole.sortedDigest(), damaged.sortedDigest());
  }

  @ParameterizedTest
  @MethodSource("dirtyTables")
  void tableLeftOpenIsReadAsFarAsErlangRepairsIt(Corpus.Row row) throws InterruptedException {
    CheckReport report = check(row);
    JsonNode repaired = row.json().path("open_default_repair");
    assertTrue(report.objectsRead() >= repaired.path("objects").asLong());
    if (report.objectsRead() == repaired.path("objects").asLong()) {
      assertEquals(
          repaired.path("objects_raw_sha256").asText(), report.sortedDigest().orElseThrow());
    }
  }
}
