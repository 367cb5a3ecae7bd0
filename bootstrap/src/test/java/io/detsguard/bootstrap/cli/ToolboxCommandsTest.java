package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code export}, {@code import} and {@code diff} on tables that Erlang has made. */
class ToolboxCommandsTest {
  private static final Path CORPUS = Path.of("../adapters-storage/src/test/resources/corpus");

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "all_terms.dets, set, 1",
    "otp27_all_terms.dets, set, 1",
    "bag.dets, bag, 1",
    "dupbag.dets, duplicate_bag, 1",
    "keypos2.dets, set, 2",
    "mixed_number_keys.dets, set, 1",
    "empty_set.dets, set, 1",
    "large_1mb.dets, set, 1",
  })
  void makesTheSameTableOfWhatItExported(String table, String type, String keyPosition)
      throws Exception {
    String terms = path("terms");
    String copy = path("copy.dets");

    Invocation export = run("export", corpus(table), "--format", "terms", "--to", terms);
    assertEquals(0, export.code(), export.err());
    Invocation imported =
        run("import", terms, "--to", copy, "--type", type, "--key-position", keyPosition);
    assertEquals(0, imported.code(), imported.err());
    Invocation diff = run("diff", "--json", corpus(table), copy);
    assertEquals(0, diff.code(), diff.out());
    assertEquals("sound", run("verify", "--json", copy).json().getFirst().get("verdict").asText());
    assertEquals(List.of("copy.dets", "terms"), names());
  }

  @Test
  void exportsRecordsAsJsonLinesByDefault() throws Exception {
    Invocation export = run("export", corpus("task_queue.dets"));

    assertEquals(0, export.code(), export.err());
    assertEquals(180, export.json().size());
    for (JsonNode line : export.json()) {
      assertEquals(line.get("key"), line.get("record").get(0));
    }
  }

  @Test
  void writesEveryKindOfTermAsJsonThatParses() throws Exception {
    assertEquals(121, run("export", corpus("all_terms.dets")).json().size());
    assertEquals(121, run("export", "--json", corpus("otp27_all_terms.dets")).json().size());
  }

  @Test
  void countsRecordsAndBytesOfEachKeyAsCsv() throws Exception {
    List<String> lines =
        run("export", corpus("bag.dets"), "--format", "csv").out().lines().toList();
    JsonNode bag = run("verify", "--json", corpus("bag.dets")).json().getFirst();

    assertEquals("key,records,bytes", lines.getFirst());
    assertEquals(bag.get("key_count").asInt(), lines.size() - 1);
    long records =
        lines.stream().skip(1).mapToLong(line -> Long.parseLong(line.split(",")[1])).sum();
    assertEquals(bag.get("record_count").asLong(), records);
  }

  @Test
  void findsEveryRecordByItsKey() throws Exception {
    for (String table : List.of("all_terms.dets", "mixed_number_keys.dets", "keypos2.dets")) {
      List<String> all = terms(run("export", corpus(table), "--format", "terms"));
      List<String> keys =
          run("export", corpus(table), "--format", "csv").out().lines().skip(1).toList();
      int found = 0;
      for (String line : keys) {
        String quoted = line.substring(1, line.lastIndexOf("\","));
        String key = quoted.replace("\"\"", "\"");
        Invocation one = run("export", corpus(table), "--format", "terms", "--key", key);
        assertEquals(0, one.code(), key + one.err());
        assertTrue(all.containsAll(terms(one)), key);
        found += terms(one).size();
      }
      assertEquals(all.size(), found, table);
    }
  }

  @Test
  void tellsAnIntegerKeyFromAFloatAndSaysWhenThereIsNone() throws Exception {
    Path terms = Files.writeString(directory.resolve("t"), "{1,whole}.\n{1.0,real}.\n");
    String table = path("numbers.dets");
    run("import", terms.toString(), "--to", table);

    assertEquals(
        List.of("{1.0,real}."), terms(run("export", table, "--format", "terms", "--key", "1.0")));
    Invocation none = run("export", table, "--key", "2");
    assertEquals(1, none.code());
    assertTrue(none.err().contains("no record with this key"), none.err());
  }

  @ParameterizedTest
  @CsvSource({
    "4, no_such_file.dets",
    "3, text_file.dets",
    "3, bad_version10.dets",
    "3, bad_status.dets",
    "3, truncated_half.dets",
    "3, dirty_kill9.dets",
    "3, task_queue_2020-01-01T00-00-00",
  })
  void refusesWhatIsNoSoundTableAndWritesNothing(int code, String table) {
    String file = table.endsWith(".dets") ? corpus(table) : table;
    String to = path("out");
    Map<String, String> environment = Map.of("DETSGUARD_DATA", path("data"));

    for (Invocation refused :
        List.of(
            Invocation.of(environment, "export", file),
            Invocation.of(environment, "export", file, "--to", to),
            Invocation.of(environment, "diff", file, corpus("task_queue.dets")),
            Invocation.of(environment, "diff", corpus("task_queue.dets"), file))) {
      assertEquals(code, refused.code(), refused.err());
      assertEquals("", refused.out());
      assertEquals(1, refused.err().lines().count(), refused.err());
    }
    assertFalse(Files.exists(Path.of(to)));
  }

  @Test
  void saysWhatToDoAboutADamagedTable() {
    String table = corpus("bad_status.dets");
    String error = run("export", table).err();
    assertTrue(error.contains("detsguard repair " + table + " --to NEW"), error);
  }

  @Test
  void takesATableThatWasLeftOpenWhenAsked() {
    Invocation export = run("export", "--unclosed", corpus("copied_open_dirty.dets"));
    Invocation diff =
        run("diff", "--unclosed", corpus("copied_open_dirty.dets"), corpus("task_queue.dets"));

    assertEquals(1, export.code());
    assertTrue(export.err().contains("not properly closed"), export.err());
    assertTrue(export.out().lines().count() > 0);
    assertEquals(1, diff.code(), diff.err());
  }

  @Test
  void comparesByTermsAcrossReleases() throws Exception {
    Invocation same = run("diff", corpus("all_terms.dets"), corpus("otp27_all_terms.dets"));
    assertEquals(0, same.code(), same.out());
    assertTrue(same.out().contains("same: both hold the same records"), same.out());
  }

  @Test
  void listsTheKeysThatDifferUpToTheLimit() throws Exception {
    String a = imported("a", "{k,1}.\n{gone,1}.\n{old,1}.\n");
    String b = imported("b", "{k,1}.\n{old,2}.\n{new,1}.\n{newer,1}.\n");
    JsonNode diff = run("diff", "--json", "--keys", a, b).json().getFirst();
    Invocation text = run("diff", "--keys", "--limit", "1", a, b);

    assertEquals("2 1 1 1", counts(diff));
    assertFalse(diff.get("same").booleanValue());
    assertEquals(4, diff.get("keys").size());
    assertEquals(0, run("diff", "--json", a, b).json().getFirst().get("keys").size());
    assertEquals(1, text.code());
    assertTrue(text.out().contains("and 3 more keys"), text.out());
  }

  @Test
  void callsTablesOfDifferentTypesDifferent() throws Exception {
    String a = imported("a", "{k,1}.\n");
    Path terms = Files.writeString(directory.resolve("terms"), "{k,1}.\n");
    String bag = path("bag.dets");
    run("import", terms.toString(), "--to", bag, "--type", "bag");

    Invocation diff = run("diff", a, bag);
    assertEquals(1, diff.code());
    assertTrue(diff.out().contains("another type or key position"), diff.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{a,1}.\\n{b, ]}.; line 2, column 5: expected a term, found \"]\"",
        "{a,1}.\\nb.; line 2, column 1: expected a tuple of at least 1 elements, found atom",
        "{}.; line 1, column 1: expected a tuple of at least 1 elements, found a tuple of 0",
        "{a,1}; line 1, column 6: expected the full stop that ends a term",
        "{#{1 => a, 1 => b},1}.; line 1, column 1: expected keys of a map that differ",
      })
  void saysWhereATextIsNoRecordAndMakesNothing(String text, String error) throws Exception {
    Path terms = Files.writeString(directory.resolve("terms"), text.replace("\\n", "\n"));
    Invocation refused = run("import", terms.toString(), "--to", path("new.dets"));

    assertEquals(3, refused.code());
    assertTrue(refused.err().contains(error), refused.err());
    assertEquals(List.of("terms"), names());
  }

  @Test
  void saysWhichRecordsASetDidNotKeep() throws Exception {
    Path terms = Files.writeString(directory.resolve("terms"), "{a,1}.\n{a,2}.\n");
    Invocation imported = run("import", "--json", terms.toString(), "--to", path("new.dets"));

    assertEquals(1, imported.code());
    assertEquals(2, imported.json().getFirst().get("terms_read").asInt());
    assertEquals(1, imported.json().getFirst().get("record_count").asInt());
    assertTrue(imported.err().contains("--type bag"), imported.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"export", "import"})
  void neverOverwrites(String command) throws Exception {
    Path existing = Files.writeString(directory.resolve("existing"), "mine");
    Path terms = Files.writeString(directory.resolve("terms"), "{a,1}.\n");
    String source = command.equals("export") ? corpus("task_queue.dets") : terms.toString();
    Invocation refused = run(command, source, "--to", existing.toString());

    assertEquals(3, refused.code());
    assertTrue(refused.err().contains("never overwritten"), refused.err());
    assertEquals("mine", Files.readString(existing));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export",
        "export X --format xml",
        "export X --json --format csv",
        "diff X",
        "diff X Y --limit -1",
        "import X",
        "import X --to Y --type list",
        "import X --to Y --key-position 0",
      })
  void refusesAWrongCommandLine(String line) {
    String text = line.replace("X", corpus("one_record.dets")).replace("Y", path("y"));
    assertEquals(2, run(text.split(" ")).code());
  }

  @Test
  void saysWhereAKeyIsNoTerm() {
    Invocation refused = run("export", corpus("one_record.dets"), "--key", "{a,");
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("line 1, column 4: expected a term"), refused.err());
  }

  private String imported(String name, String terms) throws Exception {
    Path text = Files.writeString(directory.resolve(name + ".terms"), terms);
    assertEquals(0, run("import", text.toString(), "--to", path(name + ".dets")).code());
    return path(name + ".dets");
  }

  private static String counts(JsonNode diff) {
    return String.join(
        " ",
        Stream.of("added", "removed", "changed", "unchanged")
            .map(name -> diff.get(name).asText())
            .toList());
  }

  private static List<String> terms(Invocation export) {
    return export.out().lines().filter(line -> !line.startsWith("%")).toList();
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private static Invocation run(String... arguments) {
    return Invocation.of(Map.of(), arguments);
  }

  private static String corpus(String file) {
    return CORPUS.resolve(file).toString();
  }
}
