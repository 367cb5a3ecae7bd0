package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  private Invocation inPlace(Path data, String... options) {
    List<String> arguments = new ArrayList<>(List.of("repair", "task_queue", "--assume-closed"));
    arguments.addAll(List.of(options));
    return Invocation.of(
        Map.of("DETSGUARD_DATA", data.toString()), arguments.toArray(String[]::new));
  }

  @Test
  void repairsATableOfTheCatalogueInPlaceAndCanBeUndone() throws Exception {
    Path data = directory.resolve("data");
    Path live = Files.createDirectories(data.resolve("tables")).resolve("task_queue.dets");
    Path damaged = CORPUS.resolve("truncated_half.dets");
    Files.copy(damaged, live);

    Invocation dryRun = inPlace(data, "--dry-run", "--json");
    assertEquals(1, dryRun.code(), dryRun.err());
    assertEquals("possible", dryRun.json().getFirst().get("outcome").asText());
    assertEquals(15, dryRun.json().getFirst().get("records_recovered").asLong());
    assertEquals(-1, Files.mismatch(damaged, live));

    Invocation repair = inPlace(data);
    assertEquals(1, repair.code(), repair.err());
    assertTrue(repair.out().contains("every record was read back"), repair.out());
    assertTrue(repair.out().contains("detsguard restore --undo task_queue"), repair.out());
    assertEquals(0, verify(live).code());
    Invocation again = inPlace(data, "--json");
    assertEquals(3, again.code());
    assertEquals("nothing_to_repair", again.json().getFirst().get("refusal").asText());

    Invocation undo =
        Invocation.of(
            Map.of("DETSGUARD_DATA", data.toString()),
            "restore",
            "--undo",
            "task_queue",
            "--assume-closed");
    assertEquals(1, undo.code(), "what is put back is damaged");
    assertEquals(-1, Files.mismatch(damaged, live));
    Invocation json = inPlace(data, "--json");
    assertEquals(1, json.code());
    assertEquals("repaired", json.json().getFirst().get("outcome").asText());
    assertEquals(-1, Files.mismatch(damaged, Path.of(json.json().getFirst().get("kept").asText())));
  }

  @Test
  void givesTheNewTableThePermissionsOfTheDamagedOne() throws Exception {
    Path damaged = Files.copy(CORPUS.resolve("bad_md5.dets"), directory.resolve("damaged.dets"));
    Files.setPosixFilePermissions(damaged, PosixFilePermissions.fromString("rw-r-----"));
    Invocation repair =
        Invocation.of(Map.of(), "repair", damaged.toString(), "--to", target().toString());
    assertEquals(0, repair.code(), repair.err());
    assertEquals(
        "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(target())));
  }

  @Test
  void replacesNothingButTablesOfTheCatalogue() {
    Path damaged = CORPUS.resolve("bad_md5.dets");
    assertEquals(2, Invocation.of(Map.of(), "repair", damaged.toString()).code());
    assertEquals(2, inPlace(directory.resolve("data"), "--type", "set").code());
  }
}
