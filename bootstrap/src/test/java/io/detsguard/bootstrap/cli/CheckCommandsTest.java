package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.detsguard.bootstrap.settings.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code inspect} and {@code verify} on tables that Erlang has made. */
class CheckCommandsTest {
  private static final Path CORPUS = Path.of("../adapters-storage/src/test/resources/corpus");
  private static final List<String> INSPECTION =
      List.of(
          "file",
          "verdict",
          "type",
          "key_position",
          "record_count",
          "key_count",
          "file_size_bytes",
          "live_bytes",
          "free_bytes",
          "fragmentation_ratio",
          "slots",
          "properly_closed",
          "format");

  @TempDir private Path directory;

  @Test
  void inspectsATableInOneObjectWithTheFieldsInOrder() throws Exception {
    JsonNode table = one(run("inspect", "--json", corpus("task_queue.dets")));

    assertEquals(INSPECTION, fields(table));
    assertEquals(corpus("task_queue.dets"), table.get("file").asText());
    assertEquals("sound", table.get("verdict").asText());
    assertEquals("set", table.get("type").asText());
    assertEquals(1, table.get("key_position").intValue());
    assertEquals(180, table.get("record_count").longValue());
    assertEquals(180, table.get("key_count").longValue());
    assertEquals(204_488, table.get("file_size_bytes").longValue());
    assertEquals(
        table.get("free_bytes").longValue() / 204_488.0,
        table.get("fragmentation_ratio").doubleValue());
    assertEquals("{\"min\":256,\"used\":256,\"max\":33554432}", table.get("slots").toString());
    assertTrue(table.get("properly_closed").booleanValue());
    assertEquals("9d", table.get("format").asText());
  }

  @Test
  void writesNullForWhatCannotBeRead() throws Exception {
    JsonNode text = one(run("inspect", "--json", corpus("text_file.dets")));

    assertEquals(INSPECTION, fields(text));
    assertEquals("not_dets", text.get("verdict").asText());
    assertEquals(
        Files.size(CORPUS.resolve("text_file.dets")), text.get("file_size_bytes").asLong());
    for (String field : List.of("type", "record_count", "live_bytes", "slots", "format")) {
      assertTrue(text.get(field).isNull(), field);
    }
  }

  @Test
  void verifiesWithFindingsBehindTheSameFields() throws Exception {
    JsonNode table = one(run("verify", "--json", corpus("bad_slot_pointer.dets")));

    List<String> expected = new ArrayList<>(INSPECTION);
    expected.addAll(List.of("objects_read", "findings", "findings_total", "not_checked"));
    assertEquals(expected, fields(table));
    assertEquals("damaged", table.get("verdict").asText());
    JsonNode finding = table.get("findings").get(0);
    assertEquals(List.of("kind", "offset", "expected", "found", "message"), fields(finding));
    assertTrue(finding.get("offset").isIntegralNumber());
  }

  @ParameterizedTest
  @MethodSource("soundTables")
  void agreesWithErlangOnTheDigestOfAllRecords(String file, String digest, long objects)
      throws Exception {
    Invocation invocation = run("verify", "--json", "--digest", corpus(file));
    JsonNode table = one(invocation);

    assertEquals(0, invocation.code(), invocation.out());
    assertEquals(digest, table.get("objects_sha256").asText());
    assertEquals(objects, table.get("objects_read").longValue());
  }

  static Stream<Object[]> soundTables() throws Exception {
    JsonNode manifest = new ObjectMapper().readTree(CORPUS.resolve("manifest.json").toFile());
    List<Object[]> tables = new ArrayList<>();
    for (String name : List.of("task_queue.dets", "bag.dets", "dupbag.dets", "frag75.dets")) {
      for (JsonNode row : manifest.get("files")) {
        if (row.get("file").asText().equals(name)) {
          JsonNode opened = row.get("open_read_no_repair");
          tables.add(
              new Object[] {
                name, opened.get("objects_raw_sha256").asText(), opened.get("objects").asLong()
              });
        }
      }
    }
    assertEquals(4, tables.size());
    return tables.stream();
  }

  @ParameterizedTest
  @CsvSource({
    "0, task_queue.dets",
    "1, copied_open_dirty.dets",
    "1, truncated_half.dets",
    "3, bad_version10.dets",
    "3, text_file.dets",
    "3, zero_length.dets",
    "4, no_such_file.dets",
  })
  void endsWithTheCodeOfTheVerdict(int code, String file) {
    assertEquals(code, run("inspect", corpus(file)).code());
    assertEquals(code, run("verify", corpus(file)).code());
    assertEquals(code, run("verify", "--json", corpus(file)).code());
  }

  @Test
  void answersForEachFileInTheGivenOrderAndEndsWithTheWorst() throws Exception {
    Invocation invocation =
        run(
            "verify",
            "--json",
            corpus("text_file.dets"),
            corpus("task_queue.dets"),
            corpus("truncated_half.dets"));
    List<String> verdicts =
        invocation.json().stream().map(table -> table.get("verdict").asText()).toList();

    assertEquals(List.of("not_dets", "sound", "damaged"), verdicts);
    assertEquals(3, invocation.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b.dets", "quo\"te\\.dets", "line\nbreak.dets", "esc\u001b[31m.dets", "日本.dets"})
  void takesFileNamesWithAnyCharacters(String name) throws Exception {
    Path file = Files.copy(CORPUS.resolve("one_record.dets"), directory.resolve(name));
    Invocation json = run("inspect", "--json", file.toString());
    Invocation text = run("inspect", file.toString());

    assertEquals(file.toString(), one(json).get("file").asText());
    assertEquals(0, json.code());
    assertEquals(0, text.code());
    assertFalse(text.out().contains("\u001b"), text.out());
    assertTrue(text.out().lines().findFirst().orElseThrow().endsWith(".dets"), text.out());
  }

  @Test
  void takesANameThatNoFileCanHave() throws Exception {
    Invocation invocation = run("inspect", "--json", "nul\0byte.dets");

    assertEquals("unreadable", one(invocation).get("verdict").asText());
    assertEquals(4, invocation.code());
  }

  @Test
  void showsFiguresWithUnitsAndWhereTheBytesGo() {
    Invocation sound = run("inspect", corpus("frag75.dets"));

    assertTrue(sound.out().contains("verdict    sound"), sound.out());
    assertTrue(sound.out().contains("488.6 kB"), sound.out());
    String bar = line(sound, "  [");
    assertEquals(64, bar.length(), bar);
    assertTrue(bar.matches("  \\[#+\\++\\.+=+]"), bar);
    for (String part : List.of("# live", "+ padding", ". free", "= fixed")) {
      assertTrue(line(sound, "   " + part).contains(" %"), sound.out());
    }
    assertEquals("", sound.err());
  }

  @Test
  void groupsFindingsUnderTheirExplanationAndNamesTheNextStep() {
    Invocation damaged = run("verify", corpus("bad_slot_pointer.dets"));

    assertTrue(damaged.out().contains("  collection header (1)"), damaged.out());
    assertTrue(
        damaged.out().contains("A slot and the collection it points to do not agree"),
        damaged.out());
    assertTrue(damaged.out().contains("    at byte "), damaged.out());
    String repair = "next       detsguard repair " + corpus("bad_slot_pointer.dets") + " --to NEW";
    assertTrue(damaged.out().contains(repair), damaged.out());
  }

  @Test
  void quotesAFileThatAShellWouldTakeApart() throws Exception {
    Path file = Files.copy(CORPUS.resolve("one_record.dets"), directory.resolve("it's one.dets"));
    String next = line(run("inspect", file.toString()), "  next");
    assertTrue(next.contains("'\\''s one.dets' reads"), next);
  }

  @Test
  void usesColoursOnATerminalOnlyAndNeverAlone() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    CommandContext context =
        new CommandContext(
            new Console(stream, stream, true, false),
            new SettingsLoader(Map.of()),
            InstantSource.system(),
            new SecureRandom());
    CommandLineProgram.run(context, "inspect", corpus("frag75.dets"));
    String coloured = out.toString(StandardCharsets.UTF_8);

    assertTrue(coloured.contains("\u001b[32msound\u001b[0m"), coloured);
    String plain = run("inspect", corpus("frag75.dets")).out();
    assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9]+m", ""));
  }

  private static String line(Invocation invocation, String start) {
    return invocation
        .out()
        .lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new AssertionError(invocation.out()));
  }

  private static Invocation run(String... arguments) {
    return Invocation.of(Map.of(), arguments);
  }

  private static String corpus(String file) {
    return CORPUS.resolve(file).toString();
  }

  private static JsonNode one(Invocation invocation) throws Exception {
    List<JsonNode> objects = invocation.json();
    assertEquals(1, objects.size(), invocation.out());
    return objects.getFirst();
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
