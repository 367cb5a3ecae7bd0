package io.detsguard.storage.dets;

import static io.detsguard.storage.dets.Encodings.binary;
import static io.detsguard.storage.dets.Encodings.integer;
import static io.detsguard.storage.dets.Encodings.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.ByteView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a table's bytes, the answer is a report, and a true one. */
class CorruptionTest {
  private static final int[] FLIPS = {0x01, 0x80, 0xFF};
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Numbers that have done damage before: limits, magic numbers, and signs. */
  private static final long[] INTERESTING = {
    0,
    1,
    4,
    8,
    16,
    255,
    256,
    1336,
    5432,
    0x7FFF_FFFFL,
    0x8000_0000L,
    0xFFFF_FFFFL,
    DetsLayout.ACTIVE,
    DetsLayout.FREE,
    DetsLayout.CLASS_END,
    1L << 25
  };

  /** Small tables of all types, with and without free blocks; each key alone in its slot. */
  static Stream<byte[]> smallTables() {
    List<byte[]> objects = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      objects.add(object(integer(i * 37), binary("value " + i)));
      objects.add(object(integer(i * 37), binary("more " + i)));
    }
    List<byte[]> deleted = List.of(object(integer(5), binary("gone")));
    return Stream.concat(
        Stream.of(TableType.values())
            .map(type -> TestTables.of(TableSpec.of(type, 1), objects, deleted)),
        Stream.of(Corpus.bytes("one_record.dets"), Corpus.bytes("one_record_reopened.dets")));
  }

  private static CheckReport check(ByteView view, int workers) throws Exception {
    return new DeepCheck(view, new CheckOptions(workers, Digests.RECORDS), CheckProgress.NONE)
        .run();
  }

  @ParameterizedTest
  @MethodSource("smallTables")
  void everyFlippedByteIsFoundUnlessNobodyCouldJudgeIt(byte[] table) throws Exception {
    ByteRoles roles = ByteRoles.of(table);
    ByteView original = ByteView.of(table);
    assertEquals(Verdict.SOUND, check(original, 1).verdict());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment changed = arena.allocate(table.length);
      changed.copyFrom(original.segment());
      ByteView view = new ByteView(changed);
      for (int at = 0; at < table.length; at++) {
        for (int flip : FLIPS) {
          changed.set(ValueLayout.JAVA_BYTE, at, (byte) (table[at] ^ flip));
          assertTrueReport(check(view, 1), roles, view, original, at);
        }
        changed.set(ValueLayout.JAVA_BYTE, at, table[at]);
      }
    }
  }

  private static void assertTrueReport(
      CheckReport report, ByteRoles roles, ByteView changed, ByteView original, int at) {
    boolean expectSound =
        switch (roles.role(at)) {
          case STRUCTURE -> false;
          case NOTHING -> true;
          case OBJECT -> roles.isStillAnObject(changed, original, at);
        };
    assertEquals(
        expectSound,
        report.isSound(),
        () -> "byte " + at + ", " + roles.role(at) + ": " + report.findings());
  }

  @ParameterizedTest
  @MethodSource("smallTables")
  void noTruncationIsSound(byte[] table) throws Exception {
    MemorySegment whole = ByteView.of(table).segment();
    for (int length = 0; length < table.length; length++) {
      CheckReport report = check(new ByteView(whole.asSlice(0, length)), 1);
      Verdict expected =
          length < DetsLayout.HEADER_MEANINGFUL_BYTES ? Verdict.NOT_DETS : Verdict.DAMAGED;
      assertEquals(expected, report.verdict(), "cut to " + length);
    }
  }

  @Test
  void bytesBehindTheTrailerAreFound() {
    byte[] table = Corpus.bytes("one_record.dets");
    for (int more : new int[] {1, 4, 16, 5000}) {
      assertEquals(
          Verdict.DAMAGED, TestTables.check(Arrays.copyOf(table, table.length + more)).verdict());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task_queue.dets",
        "bag.dets",
        "dupbag.dets",
        "frag_manyfree.dets",
        "all_terms.dets",
        "partial_split.dets",
        "slots_max512.dets",
        "dirty_kill9.dets",
        "agent_mailbox.dets"
      })
  void randomDamageIsReportedAlikeByAnyNumberOfThreads(String name) throws Exception {
    long seed = Seeds.next(CorruptionTest.class);
    Random random = new Random(seed);
    byte[] table = Corpus.bytes(name);
    for (int round = 0; round < 60; round++) {
      ByteView damaged = ByteView.of(damage(table, random));
      String place = name + ", seed " + seed + ", round " + round;
      CheckReport alone = assertTimeout(PATIENCE, () -> check(damaged, 1), place);
      CheckReport together = assertTimeout(PATIENCE, () -> check(damaged, 3), place);
      assertEquals(alone, together, place);
    }
  }

  /**
   * Its part pointers lead into records: overlapping segments, which one walk must see as another.
   */
  @Test
  void overlappingSegmentsAreReportedAlikeByAnyNumberOfThreads() throws Exception {
    Random random = new Random(2468629100L);
    byte[] table = Corpus.bytes("dirty_kill9.dets");
    for (int round = 0; round < 14; round++) {
      damage(table, random);
    }
    ByteView damaged = ByteView.of(damage(table, random));
    assertEquals(check(damaged, 1), check(damaged, 3));
  }

  @Test
  void randomDamageNeverFailsTheOtherReaders(@TempDir Path directory) throws Exception {
    Random random = new Random(Seeds.next(CorruptionTest.class));
    Path file = directory.resolve("damaged.dets");
    for (String name : List.of("frag_manyfree.dets", "bag.dets", "torn_size.dets")) {
      for (int round = 0; round < 60; round++) {
        Files.write(file, damage(Corpus.bytes(name), random));
        assertSameEnds(file);
      }
    }
  }

  /** What the ends of a file show, every reader must see. */
  private static void assertSameEnds(Path file) throws IOException, InterruptedException {
    CheckReport figures = new FiguresReader().read(file);
    CheckReport inspected = new TableFileInspector().inspect(file);
    CheckReport checked = TestCheckers.withSortedDigest().check(file);
    assertTrue(inspected.findings().containsAll(figures.findings()));
    assertTrue(checked.findingsInAll() >= figures.findingsInAll());
    assertFalse(checked.isSound() && !inspected.isSound(), () -> inspected.findings().toString());
  }

  private static byte[] damage(byte[] table, Random random) {
    byte[] damaged = table.clone();
    for (int hits = 1 + random.nextInt(8); hits > 0; hits--) {
      switch (random.nextInt(4)) {
        case 0 -> damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        case 1 -> fillRandom(damaged, random);
        case 2 -> moveBlock(damaged, random);
        default -> damaged = overwriteNumber(damaged, random);
      }
    }
    if (random.nextBoolean()) {
      damaged = new PatchedTable(damaged).withRightDigest().bytes();
    }
    boolean cut = random.nextInt(4) == 0;
    return cut ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
  }

  private static byte[] overwriteNumber(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length / 4 - 1) * 4;
    return new PatchedTable(bytes).u32(at, INTERESTING[random.nextInt(INTERESTING.length)]).bytes();
  }

  private static void fillRandom(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(64));
    for (int i = from; i < to; i++) {
      bytes[i] = (byte) random.nextInt();
    }
  }

  private static void moveBlock(byte[] bytes, Random random) {
    int length = 1 + random.nextInt(Math.min(512, bytes.length / 2));
    int from = random.nextInt(bytes.length - length);
    System.arraycopy(bytes, from, bytes, random.nextInt(bytes.length - length), length);
  }
}
