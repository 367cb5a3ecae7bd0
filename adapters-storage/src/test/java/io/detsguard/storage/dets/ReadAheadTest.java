package io.detsguard.storage.dets;

import static io.detsguard.storage.dets.Encodings.binary;
import static io.detsguard.storage.dets.Encodings.integer;
import static io.detsguard.storage.dets.Encodings.object;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a record is read ahead, in part, or is too long for that: it is checked to its end. */
class ReadAheadTest {
  private static final int RECORDS = 400;

  @ParameterizedTest
  @CsvSource({"SET, 200", "SET, 4000", "SET, 40000", "BAG, 9000", "DUPLICATE_BAG, 30000"})
  void checksRecordsOfAnyLengthToTheirEnds(TableType type, int longest) {
    Random random = new Random(Seeds.next(ReadAheadTest.class));
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      byte[] text = new byte[random.nextInt(longest)];
      random.nextBytes(text);
      records.add(object(integer(i), binary(text), integer(-i)));
    }
    byte[] table = TestTables.of(type, records);
    for (int workers = 1; workers <= 2; workers++) {
      CheckReport sound = check(table, workers);
      assertEquals(List.of(), sound.findings());
      assertEquals(Verdict.SOUND, sound.verdict());
      assertEquals(RECORDS, sound.objectsRead());
      assertEquals(RECORDS, sound.keysRead());
    }
    for (int i = 0; i < RECORDS; i += 7) {
      byte[] record = records.get(i);
      int lastTag = place(table, record) + record.length - integer(0).length;
      table[lastTag] = 0;
      assertEquals(
          List.of(Finding.at(lastTag, FindingKind.TERM, "the tag of a term", "byte 0")),
          check(table, 1).findings().stream().filter(ReadAheadTest::isOfTerm).toList());
      table[lastTag] = integer(0)[0];
    }
  }

  private static CheckReport check(byte[] table, int workers) {
    return TestTables.check(table, new CheckOptions(workers, Digests.NONE));
  }

  private static boolean isOfTerm(Finding finding) {
    return finding.kind() == FindingKind.TERM;
  }

  private static int place(byte[] table, byte[] record) {
    int at = DetsLayout.BASE;
    while (!startsWith(table, at, record)) {
      at++;
    }
    return at;
  }

  private static boolean startsWith(byte[] table, int at, byte[] record) {
    for (int i = 0; i < record.length; i++) {
      if (table[at + i] != record[i]) {
        return false;
      }
    }
    return true;
  }
}
