package io.detsguard.storage.term;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A scanner that has met many maps says of the next what one says that has met none. */
class KnownKeysTest {
  private static final int MAPS = 30_000;
  private static final String[] NAMES = {
    "a", "b", "c", "id", "is", "status", "status_", "a_key_of_23_characters_", "description"
  };

  private final TermScanner experienced = new TermScanner();

  @Test
  void remembersNoKeyThatChangesAnAnswer() {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("KnownKeysTest: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    int accepted = 0;
    for (int i = 0; i < MAPS; i++) {
      TermBytes map = new TermBytes();
      putMap(map, random, 0);
      byte[] whole = map.toArray();
      int length = random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length;
      map.all(new byte[random.nextInt(40)]);
      ByteView view = ByteView.of(map.toArray());
      long end = new TermScanner().scanTerm(view, 0, length);
      assertEquals(end, experienced.scanTerm(view, 0, length));
      accepted += end == length ? 1 : 0;
    }
    assertTrue(accepted > MAPS / 10 && accepted < MAPS * 9 / 10, accepted + " accepted");
  }

  @Test
  void keepsAMapToTheKeysThatItBeganWith() {
    // The inner map is of the outer one's make, and is remembered while the outer one is open.
    scanAccepted("a", "b");
    TermBytes map = new TermBytes();
    map.u8(TermTag.MAP).u32(2);
    putAtom(map, "a");
    map.u8(TermTag.MAP).u32(2);
    putAtom(map, "a");
    map.u8(TermTag.NIL);
    putAtom(map, "c");
    map.u8(TermTag.NIL);
    putAtom(map, "a");
    map.u8(TermTag.NIL);
    ByteView view = ByteView.of(map.all(new byte[24]).toArray());
    assertEquals(TermScanner.FAULT, experienced.scanTerm(view, 0, view.size() - 24));
    assertEquals("keys of a map that differ", experienced.faultExpected());
  }

  private void scanAccepted(String... keys) {
    TermBytes map = new TermBytes();
    map.u8(TermTag.MAP).u32(keys.length);
    for (String key : keys) {
      putAtom(map, key);
      map.u8(TermTag.NIL);
    }
    ByteView view = ByteView.of(map.all(new byte[24]).toArray());
    assertEquals(view.size() - 24, experienced.scanTerm(view, 0, view.size() - 24));
  }

  private static void putMap(TermBytes bytes, Random random, int depth) {
    List<String> names = new ArrayList<>(List.of(NAMES));
    int pairs = random.nextInt(2, 5);
    List<String> keys = new ArrayList<>(names.subList(0, pairs));
    switch (random.nextInt(4)) {
      case 0 -> Collections.shuffle(keys, random);
      case 1 -> keys.set(random.nextInt(pairs), names.get(random.nextInt(names.size())));
      default -> {}
    }
    boolean atoms = random.nextInt(4) > 0;
    bytes.u8(TermTag.MAP).u32(pairs);
    for (String key : keys) {
      if (atoms) {
        putAtom(bytes, key);
      } else {
        bytes.u8(TermTag.BINARY).u32(key.length()).all(key.getBytes(US_ASCII));
      }
      if (depth < 3 && random.nextInt(4) == 0) {
        putMap(bytes, random, depth + 1);
      } else {
        bytes.u8(TermTag.SMALL_INTEGER).u8(random.nextInt(256));
      }
    }
  }

  private static void putAtom(TermBytes bytes, String name) {
    bytes.u8(TermTag.SMALL_ATOM_UTF8).u8(name.length()).all(name.getBytes(US_ASCII));
  }
}
