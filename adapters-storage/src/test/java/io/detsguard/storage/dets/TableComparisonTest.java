package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.diff.KeyChange;
import io.detsguard.domain.diff.TableDiff;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableType;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.term.TermEncoder;
import io.detsguard.storage.term.text.TermParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableComparisonTest {
  @TempDir private Path directory;
  private int files;

  @Test
  void namesWhatCameWentAndChanged() throws Exception {
    TableDiff diff =
        diff(
            table(TableType.SET, "{a,1}", "{b,1}", "{c,1}"),
            table(TableType.SET, "{a,1}", "{b,2}", "{d,1}"));

    assertEquals(1, diff.unchanged());
    assertEquals(
        List.of("ADDED d", "CHANGED b", "REMOVED c"),
        diff.keys().stream().map(TableComparisonTest::text).sorted().toList());
  }

  @Test
  void tellsAnIntegerKeyFromAFloatOfItsValue() throws Exception {
    TableDiff diff = diff(table(TableType.SET, "{1,x}"), table(TableType.SET, "{1.0,x}"));
    assertEquals(1, diff.added());
    assertEquals(1, diff.removed());
  }

  @Test
  void takesABagsRecordsInAnyOrderAndADuplicateBagsByTheirNumber() throws Exception {
    assertTrue(
        diff(table(TableType.BAG, "{a,1}", "{a,2}"), table(TableType.BAG, "{a,2}", "{a,1}"))
            .isEmpty());
    assertEquals(
        1,
        diff(
                table(TableType.DUPLICATE_BAG, "{a,1}", "{a,1}", "{a,2}"),
                table(TableType.DUPLICATE_BAG, "{a,1}", "{a,2}", "{a,2}"))
            .changed());
  }

  @Test
  void comparesTablesOfDifferentTypesByTheirRecords() throws Exception {
    assertTrue(
        diff(table(TableType.SET, "{a,1}", "{b,2}"), table(TableType.BAG, "{b,2}", "{a,1}"))
            .isEmpty());
  }

  /** Encodings without the version byte: each line two of one term. */
  @ParameterizedTest
  @CsvSource({
    "64000161, 770161", // atoms of Latin-1 and of UTF-8
    "730161, 76000161",
    "6105, 6200000005",
    "6105, 6e010005",
    "6b00020102, 6c00000002610161026a", // a list of bytes as a string and in cells
    "6b00020102, 6c0000000161016b000102",
    "740000000261016102610361 04, 740000000261036104610161 02", // a map's pairs
  })
  void seesThroughEncodings(String one, String other) throws Exception {
    byte[] a = object(one.replace(" ", ""));
    byte[] b = object(other.replace(" ", ""));
    assertTrue(diff(write(TableType.SET, List.of(a)), write(TableType.SET, List.of(b))).isEmpty());
  }

  @Test
  void comparesTablesThatHaveGrownDifferently() throws Exception {
    List<byte[]> objects = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      objects.add(TermEncoder.encode(Term.tuple(Term.integer(i), Term.binary("value " + i))));
    }
    Path small = write(new TableSpec(TableType.SET, 1, 256, 256), objects);
    Path middle = write(new TableSpec(TableType.SET, 1, 256, 768), objects.subList(0, 4990));
    Path large = write(new TableSpec(TableType.SET, 1, 16_384, 32_768), objects);

    assertTrue(diff(small, large).isEmpty());
    assertTrue(diff(large, small).isEmpty());
    assertEquals(10, diff(middle, large).added());
    assertEquals(4990, diff(small, middle).unchanged());
  }

  @Test
  void refusesATableThatIsNoLongerOne() throws Exception {
    Path table = table(TableType.SET, "{a,1}");
    Path text = Files.writeString(directory.resolve("text"), "no table ".repeat(100));
    assertThrows(TableChangedException.class, () -> diff(table, text));
  }

  @Test
  void cutsTheTextOfALongKey() throws Exception {
    Path empty = table(TableType.SET);
    Path one = table(TableType.SET, "{\"" + "x".repeat(10_000) + "\",1}");
    String key = diff(empty, one).keys().getFirst().key();
    assertEquals(4001, key.length());
    assertTrue(key.endsWith("…"), key);
  }

  private static String text(KeyChange change) {
    return change.kind() + " " + change.key();
  }

  private TableDiff diff(Path before, Path after) throws Exception {
    return new DetsTableComparer()
        .compare(
            new TableLocation(before.toString()),
            new TableLocation(after.toString()),
            100,
            ProgressListener.NONE);
  }

  private Path table(TableType type, String... terms) throws Exception {
    List<byte[]> objects = new ArrayList<>();
    for (String term : terms) {
      objects.add(TermEncoder.encode(TermParser.parse(term)));
    }
    return write(type, objects);
  }

  private Path write(TableType type, List<byte[]> objects) throws Exception {
    return write(TableSpec.of(type, 1), objects);
  }

  private Path write(TableSpec spec, List<byte[]> objects) throws Exception {
    Path file = directory.resolve("table-" + files++ + ".dets");
    return Files.write(file, TestTables.of(spec, objects, List.of()));
  }

  /** A tuple of a key in this encoding and the same as its value. */
  private static byte[] object(String term) {
    return HexFormat.of().parseHex("836802" + term + term);
  }
}
