package io.detsguard.storage.salvage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.ShapeSource;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.dets.TestCheckers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of every file that Erlang has made, as much is recovered as Erlang recovers, or more. */
class SalvageCorpusTest {
  private static final Set<String> NO_TABLES =
      Set.of(
          "bad_cookie.dets",
          "bad_version8.dets",
          "bad_version10.dets",
          "zero_length.dets",
          "text_file.dets");

  @TempDir private Path directory;

  /** Erlang 25, which judged the corpus, encodes anew what later releases wrote. */
  static Stream<Corpus.Row> tablesOfErlang25() {
    return tables().filter(row -> !row.name().startsWith("otp"));
  }

  static Stream<Corpus.Row> tables() {
    return Corpus.rows().filter(row -> !NO_TABLES.contains(row.name()));
  }

  private RepairReport repair(String name) throws Exception {
    return Repairs.repair(Corpus.file(name), target());
  }

  private Path target() {
    return directory.resolve("repaired.dets");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void recoversAsMuchAsErlangAndLeavesTheSourceAlone(Corpus.Row row) throws Exception {
    byte[] before = Files.readAllBytes(row.path());
    RepairReport report = Repairs.repair(row.path(), target());
    CheckReport check = TestCheckers.ofRecords().check(target());
    assertTrue(check.isSound(), check::summary);
    assertEquals(check.objectsRead(), report.records());
    assertEquals(check.requireDigest(), report.digest());
    assertTrue(report.records() >= byErlang(row, "open_default_repair"));
    assertTrue(report.records() >= byErlang(row, "open_default_repair_with_closed_flag_cleared"));
    assertArrayEquals(before, Files.readAllBytes(row.path()));
  }

  private static long byErlang(Corpus.Row row, String opening) {
    return row.json().path(opening).path("objects").asLong();
  }

  @ParameterizedTest
  @MethodSource("tablesOfErlang25")
  void recoversTheSameRecordsWhereErlangFindsAsMany(Corpus.Row row) throws Exception {
    RepairReport report = Repairs.repair(row.path(), target());
    JsonNode erlang = row.json().path("open_default_repair_with_closed_flag_cleared");
    String digest = erlang.path("objects_raw_sha256").asText("none");
    if (erlang.path("objects").asLong(-1) == report.records() && !digest.equals("null")) {
      assertEquals(digest, Repairs.sortedDigest(target()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // what was damaged, and the records that were in the table
    "dirty_kill9_bigobj.dets, 25",
    "bad_md5.dets, 36",
    "bad_object_size.dets, 36",
    "bad_status.dets, 36",
    "bad_slot_pointer.dets, 36",
    "bad_freelist.dets, 36",
    "truncated_tail.dets, 36",
    "torn_size.dets, 400"
  })
  void recoversAllOfTablesThatErlangRefusesOrLosesFrom(String name, long records) throws Exception {
    RepairReport report = repair(name);
    assertEquals(records, report.records());
    assertTrue(report.losses().isNothing(), () -> report.losses().toString());
    assertEquals(ShapeSource.HEADER, report.shapeSource());
  }

  @Test
  void saysWhatATruncatedFileHasLost() throws Exception {
    RepairReport report = repair("truncated_half.dets");
    assertEquals(15, report.records());
    assertEquals(21, report.losses().missing());
    assertFalse(report.losses().isNothing());
    assertFalse(report.losses().skipped().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"zero_length.dets", "text_file.dets"})
  void refusesWhatIsNoTable(String name) throws Exception {
    RepairOutcome outcome = Repairs.run(Repairs.order(Corpus.file(name), target()));
    assertInstanceOf(RepairOutcome.Refused.class, outcome);
    assertFalse(Files.exists(target()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad_cookie.dets", "bad_version8.dets", "bad_version10.dets"})
  void guessesTheShapeOfRecordsUnderAHeaderThatIsNone(String name) throws Exception {
    RepairOutcome outcome = Repairs.run(Repairs.order(Corpus.file(name), target()));
    RepairOutcome.Refused refused =
        assertInstanceOf(RepairOutcome.Refused.class, outcome, outcome::toString);
    assertEquals(Optional.of(new TableShape(TableType.SET, 1)), refused.guess());
    assertFalse(Files.exists(target()));
  }
}
