package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted quickly is what a thorough scan accepts. */
class PlainScanTest {
  private static final int MUTATIONS = Integer.getInteger("detsguard.mutations", 30_000);

  /** Around an object, so that neither its start nor its end is one of the buffer. */
  private static final int MARGIN = 40;

  private final KnownMaps known = new KnownMaps();
  private final PlainScan plain = new PlainScan(known);

  @Test
  void changesNoAnswerOfTheScanner() throws IOException {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("PlainScanTest: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    TermScanner experienced = new TermScanner();
    TermMutator mutator = new TermMutator(random, sound());
    int accepted = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] encoding = i % 3 == 0 ? pick(random, mutator.sound()) : mutator.next();
      int length = random.nextInt(8) == 0 ? random.nextInt(encoding.length + 1) : encoding.length;
      ByteView view = surrounded(encoding, random);
      int keyPosition = random.nextInt(1, 4);
      TermScanner thorough = new TermScanner();
      long end = thorough.scanObject(view, MARGIN, MARGIN + length, keyPosition);
      ByteView fetched = fetched(view, length);
      String message = HexFormat.of().formatHex(encoding) + " of " + length;
      assertEquals(
          end, experienced.scanObject(fetched, MARGIN, MARGIN + length, keyPosition), message);
      if (end == TermScanner.FAULT) {
        assertEquals(thorough.faultAt(), experienced.faultAt(), message);
        assertEquals(thorough.faultExpected(), experienced.faultExpected(), message);
        assertEquals(thorough.faultFound(), experienced.faultFound(), message);
      } else {
        assertEquals(thorough.keyEnd() - thorough.keyStart(), lengthOfKey(experienced), message);
        accepted++;
      }
      if (experienced.keyView() == fetched && end != TermScanner.FAULT) {
        assertEquals(thorough.keyStart(), experienced.keyStart(), message);
      }
    }
    assertTrue(accepted > MUTATIONS / 5 && accepted < MUTATIONS * 4 / 5, accepted + " accepted");
  }

  private static List<byte[]> sound() throws IOException {
    List<byte[]> objects = new ArrayList<>();
    for (String table : List.of("all_terms.dets", "task_queue.dets")) {
      List<byte[]> all = CorpusObjects.of(table);
      objects.addAll(all.subList(0, Math.min(all.size(), 300)));
    }
    for (String name : List.of("a", "id", "status", "a_key_of_23_characters_")) {
      objects.add(bytes("83 6803 6101" + map(name, "b", "cc") + map("b", name)));
      objects.add(bytes("83 6802" + map("b", name) + map(name, name)));
    }
    return objects;
  }

  private static byte[] pick(Random random, List<byte[]> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** An object with so much behind it that it fits into a buffer. */
  private static ByteView surrounded(byte[] encoding, Random random) {
    byte[] before = new byte[MARGIN];
    byte[] after = new byte[MARGIN + encoding.length];
    random.nextBytes(after);
    return ByteView.of(new TermBytes().all(before).all(encoding).all(after).toArray());
  }

  private static ByteView fetched(ByteView view, int length) {
    ByteView buffered = view.buffered(Integer.highestOneBit((int) view.size()), 1);
    buffered.fetch(MARGIN, MARGIN + length);
    assertTrue(buffered.isFetched(MARGIN, MARGIN + length));
    return buffered;
  }

  private static long lengthOfKey(TermScanner scanner) {
    return scanner.keyEnd() - scanner.keyStart();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6105",
        "62ffffffff",
        "6a",
        "6d00000000",
        "6d00000003 010203",
        "7700",
        "7702 6f6b",
        "640001 e9",
        "6b0002 0102",
        "6e0801 ffffffffffffffff",
        "463ff8000000000000",
        "46ffefffffffffffff",
        "6800",
        "6802 6101 6103",
        "6c00000002 6101 6102 6a",
        "6c00000001 6101 6102",
        "7400000000",
        "7400000001 7701616101",
        "7400000002 7701616101 7701626102",
        "7400000002 770161 7400000002 7701616101 7701626102 7701626a"
      })
  void acceptsWhatIsPlain(String term) {
    know("770161", "770162");
    byte[] object = bytes("83 6803 6a" + term + "6a");
    ByteView view = fetched(surrounded(object, new Random(1)), object.length);
    assertTrue(plain.accepts(view, MARGIN, MARGIN + object.length, 2));
    assertEquals(MARGIN + 4, plain.keyStart());
    assertEquals(MARGIN + object.length - 1, plain.keyEnd());
    assertEquals(MARGIN + object.length, plain.end());
    assertTrue(plain.accepts(view, MARGIN, MARGIN + object.length + 3, 2));
    assertEquals(MARGIN + object.length, plain.end());
    for (int limit = -1; limit < object.length; limit++) {
      assertFalse(plain.accepts(view, MARGIN, MARGIN + limit, 2), "limit " + limit);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6d ffffffff",
        "6d 7fffffff",
        "6a 6d fffffffa",
        "7701 e9",
        "64 0100" + "00",
        "467ff0000000000000",
        "46fff8000000000000",
        "6c00000000 6a",
        "6cffffffff 6a",
        "74ffffffff 7701616101",
        "7400000002 7701616101 7701616102",
        "7400000002 7701626101 7701616102",
        "7400000003 7701616101 7701626102 7701636103",
        "7400000002 6101 6101 6102 6102",
        "50",
        "83",
        "00"
      })
  void leavesAllElseToTheScanner(String term) {
    know("770161", "770162");
    byte[] object = bytes("83 6802" + term + "6a".repeat(300));
    ByteView view = fetched(surrounded(object, new Random(1)), object.length);
    assertFalse(plain.accepts(view, MARGIN, MARGIN + object.length, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"82 6801 6a", "83 6900000001 6a", "83 6a", "83 6800", "83 50 00000003 6a"})
  void leavesToTheScannerWhatIsNoSmallTuple(String object) {
    byte[] bytes = bytes(object);
    ByteView view = fetched(surrounded(bytes, new Random(1)), bytes.length);
    assertFalse(plain.accepts(view, MARGIN, MARGIN + bytes.length, 1));
  }

  @Test
  void leavesToTheScannerWhatIsNotFetched() {
    byte[] object = bytes("83 6801 6a");
    ByteView view = surrounded(object, new Random(1));
    assertFalse(plain.accepts(view, MARGIN, MARGIN + object.length, 1));
    ByteView buffered = view.buffered(8, 1);
    buffered.fetch(MARGIN + 1, MARGIN + 4);
    assertFalse(plain.accepts(buffered, MARGIN, MARGIN + object.length, 1));
    buffered.fetch(MARGIN, MARGIN + 4);
    assertTrue(plain.accepts(buffered, MARGIN, MARGIN + object.length, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"6801", "6c00000001", "7400000001 6a", "7400000002 7701616a 770162"})
  void leavesDeepTermsToTheScanner(String head) {
    know("770161", "770162");
    String hex = head.replace(" ", "");
    int deepest = 0;
    for (int depth = 1; depth < 100; depth++) {
      String tail = hex.startsWith("6c") ? "6a".repeat(depth) : "";
      byte[] object = bytes("83 6801" + hex.repeat(depth) + "6a" + tail);
      ByteView view = fetched(surrounded(object, new Random(1)), object.length);
      if (plain.accepts(view, MARGIN, MARGIN + object.length, 1)) {
        assertEquals(depth - 1, deepest);
        deepest = depth;
      }
    }
    assertEquals(16, deepest);
  }

  private void know(String... keys) {
    StringBuilder map = new StringBuilder();
    int[] starts = new int[2 * keys.length];
    for (int i = 0; i < keys.length; i++) {
      starts[2 * i] = map.length() / 2;
      map.append(keys[i]);
      starts[2 * i + 1] = map.length() / 2;
      map.append("6a");
    }
    ByteView view = ByteView.of(bytes(map + "00".repeat(KnownKeys.MAX_BYTES)));
    known.remember(view, 0, KnownKeys.of(view, 0, starts, 0, keys.length));
  }

  private static String map(String... keys) {
    StringBuilder map = new StringBuilder("74" + HexFormat.of().toHexDigits(keys.length));
    for (String key : keys) {
      map.append("77").append(HexFormat.of().toHexDigits((byte) key.length()));
      key.chars().forEach(c -> map.append(HexFormat.of().toHexDigits((byte) c)));
      map.append("6107");
    }
    return map.toString();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
