package io.detsguard.storage.dets;

import static io.detsguard.storage.dets.Encodings.binary;
import static io.detsguard.storage.dets.Encodings.integer;
import static io.detsguard.storage.dets.Encodings.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresReaderTest {

  @ParameterizedTest
  @CsvSource({
    "grow_20224.dets, 2",
    "frag75.dets, 2",
    "empty_set.dets, 2",
    "dirty_kill9.dets, 1",
    "text_file.dets, 1",
    "bad_cookie.dets, 1"
  })
  void tableCostsTwoSmallReadsWhenClosedAndOneWhenNot(String name, int reads) throws IOException {
    CountingChannel channel = new CountingChannel(Corpus.bytes(name));
    new FiguresReader().read(channel);
    assertEquals(reads, channel.reads());
    assertTrue(channel.bytesRead() <= 4096, () -> channel.bytesRead() + " bytes");
  }

  @Test
  void freeListsLongerThanAWindowAreReadToTheirEnd() throws IOException {
    List<byte[]> live = records(0, 30_000);
    List<byte[]> deleted = records(100_000, 130_000);
    byte[] table = TestTables.of(TableSpec.of(TableType.SET, 1), live, deleted);
    CountingChannel channel = new CountingChannel(table);
    CheckReport report = new FiguresReader().read(channel);
    assertEquals(Verdict.SOUND, report.verdict(), () -> report.findings().toString());
    TableFigures figures = report.figures().orElseThrow();
    assertEquals(TestTables.check(table).figures().orElseThrow().freeBytes(), figures.freeBytes());
    assertTrue(channel.reads() > 2);
    assertTrue(channel.bytesRead() < table.length / 4);
  }

  private static List<byte[]> records(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> object(integer(i), binary("value " + i)))
        .toList();
  }

  @Test
  void freeListsThatEndTooEarlyAreDamageAndTheRestIsStillKnown() throws IOException {
    byte[] table = Corpus.bytes("frag75.dets");
    byte[] cut = Arrays.copyOf(table, table.length - 40);
    CheckReport report = new FiguresReader().read(new CountingChannel(cut));
    assertEquals(Verdict.DAMAGED, report.verdict());
    assertEquals(
        List.of(FindingKind.TRAILER, FindingKind.FREE_LIST),
        report.findings().stream().map(finding -> finding.kind()).toList());
    assertEquals(300, report.figures().orElseThrow().records());
    assertEquals(OptionalDouble.empty(), report.figures().orElseThrow().fragmentation());
  }

  @Test
  void fileThatIsShorterThanItSaidIsAnInputOutputError() {
    byte[] table = Corpus.bytes("frag75.dets");
    CountingChannel shrunk = new CountingChannel(Arrays.copyOf(table, 1000), table.length);
    assertThrows(IOException.class, () -> new FiguresReader().read(shrunk));
  }
}
