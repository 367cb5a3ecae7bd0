package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code repair} on tables that Erlang has made. */
class RepairCommandTest {
  private static final Path CORPUS = Path.of("../adapters-storage/src/test/resources/corpus");

  @TempDir private Path directory;

  private Invocation repair(String file, String... options) {
    List<String> arguments = new ArrayList<>(List.of("repair", CORPUS.resolve(file).toString()));
    arguments.addAll(List.of("--to", target().toString()));
    arguments.addAll(List.of(options));
    return Invocation.of(
        Map.of("DETSGUARD_DATA", directory.resolve("data").toString()),
        arguments.toArray(String[]::new));
  }

  private Path target() {
    return directory.resolve("new.dets");
  }

  @ParameterizedTest
  @CsvSource({
    // file, exit code, records, collections skipped
    "dirty_kill9_bigobj.dets, 0, 25, 0",
    "bad_md5.dets, 0, 36, 0",
    "truncated_half.dets, 1, 15, 18"
  })
  void printsOneObjectAndEndsByWhatWasLost(String file, int code, long records, long skipped)
      throws Exception {
    Invocation repair = repair(file, "--json");
    assertEquals(code, repair.code(), repair.err());
    JsonNode report = repair.json().getFirst();
    assertEquals(1, repair.json().size());
    assertEquals(CORPUS.resolve(file).toString(), report.get("file").asText());
    assertEquals(target().toString(), report.get("output").asText());
    assertEquals(records, report.get("records_recovered").longValue());
    assertEquals(skipped, report.get("collections_skipped").longValue());
    assertEquals(0, report.get("conflicts").longValue());
    assertTrue(report.get("candidates").isIntegralNumber());
    assertEquals(code == 0, report.get("nothing_lost").booleanValue());
    assertEquals("", repair.err());
    assertEquals(0, verify(target()).code());
  }

  private static Invocation verify(Path file) {
    return Invocation.of(Map.of(), "verify", "--json", file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text_file.dets", "zero_length.dets", "bad_cookie.dets"})
  void refusesWhatIsNoTable(String file) {
    Invocation repair = repair(file);
    assertEquals(3, repair.code());
    assertFalse(Files.exists(target()));
  }

  @Test
  void tellsHowToSaveRecordsUnderAHeaderThatIsNone() throws Exception {
    Invocation refused = repair("bad_cookie.dets");
    assertTrue(refused.out().contains("--type set --key-position 1"), refused.out());
    Invocation repair = repair("bad_cookie.dets", "--type", "set", "--key-position", "1");
    assertEquals(1, Long.parseLong(recovered(repair)), repair.out());
    assertEquals(0, verify(target()).code());
  }

  private static String recovered(Invocation repair) {
    String line =
        repair.out().lines().filter(l -> l.contains("recovered")).findFirst().orElseThrow();
    return line.replaceAll("^ *recovered +(\\d+) .*", "$1");
  }

  @Test
  void writesNothingInADryRun() throws Exception {
    Invocation repair = repair("truncated_half.dets", "--dry-run", "--json");
    assertEquals(1, repair.code());
    assertEquals(15, repair.json().getFirst().get("records_recovered").longValue());
    assertTrue(repair.json().getFirst().get("output").isNull());
    assertFalse(Files.exists(target()));
  }

  @Test
  void refusesToOverwriteAFile() throws Exception {
    Files.writeString(target(), "mine");
    Invocation repair = repair("dirty_kill9.dets");
    assertEquals(3, repair.code());
    assertTrue(repair.err().contains("exists already"), repair.err());
    assertEquals("mine", Files.readString(target()));
  }

  @Test
  void failsWhenTheFileIsMissing() {
    assertEquals(4, repair("no_such_file.dets").code());
  }

  @ParameterizedTest
  @CsvSource({"--type, heap", "--key-position, 0", "--key-position, one"})
  void refusesImpossibleOptions(String option, String value) {
    Invocation repair = repair("dirty_kill9.dets", option, value);
    assertEquals(2, repair.code());
    assertFalse(Files.exists(target()));
  }

  @Test
  void tellsAPersonWhereWhatWasLost() {
    Invocation repair = repair("truncated_half.dets");
    assertEquals(1, repair.code());
    assertTrue(repair.out().contains("something lost or in doubt"), repair.out());
    assertTrue(repair.out().contains("skipped    18 collections"), repair.out());
    assertTrue(repair.out().contains("and 8 more"), repair.out());
    assertTrue(repair.out().contains("missing    21 records"), repair.out());
  }
}
