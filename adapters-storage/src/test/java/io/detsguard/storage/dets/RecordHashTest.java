package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.detsguard.domain.check.RecordDigest;
import io.detsguard.storage.term.ByteView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordHashTest {

  private static String hash(byte[] bytes) {
    return hash(ByteView.of(bytes), 0, bytes.length);
  }

  private static String hash(ByteView view, long at, long length) {
    RecordHash hash = new RecordHash();
    hash.hash(view, at, length);
    return new RecordDigest(hash.high(), hash.low()).hex();
  }

  @ParameterizedTest
  @CsvSource({
    "a, 85555565f6597889e6b53a48510e895a",
    "hell, 629942693e10f86792db0b82baeb5347",
    "hello w, 7552fd5459fe5513536b5526a1675925",
    "hello wo, f9d2c3093a3e369845e9804b38277826",
    "hello wor, 944cd9aa8b8e849d6b2a284a57d12bba",
    "hello world 123, 316faaafb21e117b285e92b55cddd5c4",
    "hello world 1234, be43cc3ea4b7f63c6115b0444762b220",
    "hello world 12345, 7fc6585858112c1b2ab5c43203f26a03",
    "The quick brown fox jumps over the lazy dog, e34bbc7bbc071b6c7a433ca9c49a9347"
  })
  void hashIsMurmur3Of128Bits(String text, String expected) {
    assertEquals(expected, hash(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void noBytesHashToZero() {
    assertEquals("0".repeat(32), hash(new byte[0]));
  }

  @Test
  void hashDependsOnTheBytesAloneAndNotOnTheirPlace() {
    byte[] bytes = new byte[200];
    new Random(1).nextBytes(bytes);
    for (int length = 0; length <= 40; length++) {
      byte[] alone = Arrays.copyOfRange(bytes, 100, 100 + length);
      assertEquals(hash(alone), hash(ByteView.of(bytes), 100, length), "length " + length);
    }
  }

  @Test
  void digestOfATableDoesNotDependOnOrder() {
    List<byte[]> objects = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      objects.add(Encodings.object(Encodings.integer(i), Encodings.binary("v" + i)));
    }
    RecordDigest digest = digest(objects);
    Collections.shuffle(objects, new Random(2));
    assertEquals(digest, digest(objects));
    objects.removeLast();
    assertNotEquals(digest, digest(objects));
  }

  private static RecordDigest digest(List<byte[]> objects) {
    CheckTally tally = new CheckTally();
    RecordHash hash = new RecordHash();
    for (byte[] object : objects) {
      hash.hash(ByteView.of(object), 0, object.length);
      tally.digest(hash);
    }
    return tally.digest();
  }
}
