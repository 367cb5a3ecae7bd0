package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapKeysTest {
  private static final String NODE = "7703614062";

  private final TermScanner scanner = new TermScanner();

  @ParameterizedTest
  @CsvSource({
    "6105, 6105",
    "6105, 6200000005",
    "6105, 6e030005 0000",
    "6e0100ff, 6f0000000100ff",
    "770161, 64000161",
    "770161, 76000161",
    "7702c3a9, 7301e9",
    "463ff8000000000000, 63312e3530303030303030303030303030303030303030652b30300000000000",
    "6801 6105, 6900000001 6200000005",
    "6b0002 0102, 6c00000002 61016102 6a",
    "6b0002 0102, 6c00000001 6101 6b0001 02",
    "6d00000002 0102, 4d00000002 08 0102",
    "4d00000001 03 a0, 4d00000001 03 bf",
    "58 7703614062 00000001 00000002 00000003, 67 64000361 4062 00000001 00000002 03",
    "59 7703614062 00000007 00000001, 78 7703614062 0000000000000007 00000001",
    "5a0001 7703614062 00000001 00000002, 65 7703614062 00000002 01",
    "71 7701617701626101, 71 640001617701626200000001",
    "7400000002 7701616101 7701626102, 7400000002 7701626102 64000161 6101"
  })
  void refusesOneKeyInTwoEncodings(String key, String again) {
    assertRefuses(map(List.of(key, again)));
    List<String> keys = new ArrayList<>(List.of(key, again));
    for (int i = 100; i < 140; i++) {
      keys.add("61" + HexFormat.of().toHexDigits((byte) i));
    }
    Collections.shuffle(keys, new Random(1));
    assertRefuses(map(keys));
  }

  @ParameterizedTest
  @CsvSource({
    "6101, 463ff0000000000000",
    "460000000000000000, 468000000000000000",
    "6b000161, 6d0000000161",
    "7700, 6d00000000",
    "4d00000001 03 a0, 4d00000001 04 a0",
    "58 7703614062 00000001 00000002 00000003, 58 7703614062 00000001 00000002 00000004",
    "78 7703614062 0000000100000007 00000001, 59 7703614062 00000007 00000001",
    "7400000001 7701616101, 7400000001 7701616102"
  })
  void acceptsKeysThatOnlyLookAlike(String key, String other) {
    assertAccepts(map(List.of(key, other)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 8, 9, 33, 1_000, 100_000})
  void findsTheOneRepeatedKeyAmongMany(int size) {
    Random random = new Random(size);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      keys.add(binary(i));
    }
    Collections.shuffle(keys, random);
    assertAccepts(map(keys));
    keys.set(random.nextInt(size - 1), keys.get(size - 1));
    assertRefuses(map(keys));
    assertEquals("keys of a map that differ", scanner.faultExpected());
  }

  @Test
  void tellsManyKeysWithOneHashApart() {
    // The hash of a reference is that of its first word alone.
    List<String> keys = references(500);
    assertAccepts(map(keys));
    keys.add(keys.getFirst());
    assertRefuses(map(keys));
  }

  @Test
  void givesUpOnKeysMadeToCollide() {
    assertTimeout(Duration.ofSeconds(20), () -> assertRefuses(map(references(20_000))));
    assertEquals("keys of maps that are told apart by bounded work", scanner.faultExpected());
  }

  @Test
  void givesUpOnMapsNestedInKeysWithoutEnd() {
    // Each level has two keys that are maps, so that all of its bytes are hashed at each level.
    ByteBuffer nested = ByteBuffer.allocate(4_000_000);
    int levels = 50_000;
    for (int i = 0; i < levels; i++) {
      nested.put(HexFormat.of().parseHex("7400000002" + "7400000000" + "6a"));
    }
    nested.put((byte) TermTag.NIL);
    for (int i = 0; i < levels; i++) {
      nested.put((byte) TermTag.NIL);
    }
    ByteView view = ByteView.of(nested.array());
    long end =
        assertTimeout(Duration.ofSeconds(20), () -> scanner.scanTerm(view, 0, nested.position()));
    assertEquals(TermScanner.FAULT, end);
    assertEquals("keys of maps that are told apart by bounded work", scanner.faultExpected());
  }

  private void assertAccepts(byte[] map) {
    assertEquals(map.length, scan(map), () -> scanner.faultExpected() + scanner.faultFound());
  }

  private void assertRefuses(byte[] map) {
    assertEquals(TermScanner.FAULT, scan(map));
  }

  private long scan(byte[] map) {
    return scanner.scanTerm(ByteView.of(map), 0, map.length);
  }

  private static byte[] map(List<String> keys) {
    StringBuilder hex = new StringBuilder("74" + HexFormat.of().toHexDigits(keys.size()));
    keys.forEach(key -> hex.append(key.replace(" ", "")).append("6a"));
    return HexFormat.of().parseHex(hex);
  }

  private static String binary(int number) {
    String text = "key-" + number;
    return "6d"
        + HexFormat.of().toHexDigits(text.length())
        + HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static List<String> references(int count) {
    List<String> references = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      references.add("5a0002" + NODE + "0000000100000007" + HexFormat.of().toHexDigits(i));
    }
    return references;
  }
}
