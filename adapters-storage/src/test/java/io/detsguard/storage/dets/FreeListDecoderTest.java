package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.storage.term.ByteView;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreeListDecoderTest {
  /** Where the lists start in their file. */
  private static final long START = 10_000;

  private static final long FIRST = DetsLayout.BASE;

  private final List<String> blocks = new ArrayList<>();
  private final FindingCollector findings = new FindingCollector();
  private final FreeListDecoder decoder =
      new FreeListDecoder(
          START, (address, log2, at) -> blocks.add(address + "/" + log2 + "@" + at), findings);

  private static byte[] words(long... words) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * words.length);
    Arrays.stream(words).forEach(word -> bytes.putInt((int) word));
    return bytes.array();
  }

  private static byte[] chunk(long chunkClass, long... addresses) {
    return Encodings.join(
        words(12 + 4L * addresses.length, DetsLayout.FREE, chunkClass), words(addresses));
  }

  private static byte[] end() {
    return chunk(DetsLayout.CLASS_END);
  }

  private void decode(byte[]... parts) {
    decoder.decode(ByteView.of(Encodings.join(parts)), START);
  }

  private List<String> found() {
    return findings.inReportOrder().stream()
        .map(f -> f.offset().orElseThrow() + ": " + f.expected() + " / " + f.found())
        .toList();
  }

  private void assertBroken(String finding) {
    assertEquals(List.of(finding), found());
    assertFalse(decoder.isReading());
    assertFalse(decoder.ended());
  }

  @Test
  void givesBlocksInOrderWithTheirPlaces() {
    decode(chunk(5, FIRST, FIRST + 16), chunk(5, FIRST + 32), chunk(32, FIRST), end());
    assertEquals(List.of("1336/4@10012", "1352/4@10016", "1368/4@10032", "1336/31@10048"), blocks);
    assertEquals(List.of(), found());
    assertTrue(decoder.ended());
    assertEquals(START + 20 + 16 + 16 + 12, decoder.position());
  }

  @Test
  void takesTheLargestChunk() {
    long[] addresses = new long[1021];
    Arrays.setAll(addresses, i -> FIRST + 16L * i);
    decode(chunk(5, addresses), end());
    assertEquals(1021, blocks.size());
    assertTrue(decoder.ended());
  }

  @Test
  void waitsForTheRestOfAChunk() {
    byte[] all = Encodings.join(chunk(6, FIRST, FIRST + 32), end());
    for (int cut = 0; cut < 20; cut++) {
      decoder.decode(ByteView.of(Arrays.copyOf(all, cut)), START);
      assertEquals(START, decoder.position());
      assertTrue(decoder.isReading());
    }
    decoder.decode(ByteView.of(Arrays.copyOf(all, 31)), START);
    assertEquals(START + 20, decoder.position());
    decoder.decode(ByteView.of(Arrays.copyOfRange(all, 20, 32)), START + 20);
    assertTrue(decoder.ended());
    assertEquals(List.of("1336/5@10012", "1368/5@10016"), blocks);
  }

  @Test
  void missesTheEndOfTheListsOnce() {
    decode(chunk(5, FIRST));
    decoder.endOfBytes();
    decoder.endOfBytes();
    assertBroken("10016: a chunk of the free lists / the end of the file");
  }

  @Test
  void missesNothingBehindTheEnd() {
    decode(end(), words(1, 2, 3));
    decoder.endOfBytes();
    assertEquals(List.of(), found());
    assertEquals(START + 12, decoder.position());
  }

  @Test
  void refusesAChunkThatIsNotFree() {
    decode(words(16, DetsLayout.ACTIVE, 5, FIRST), end());
    assertBroken("10004: 0x03abcdef / 0x12345678");
    assertEquals(List.of(), blocks);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 8, 11, 13, 18, 4100, 0xFFFF_FFFCL})
  void refusesAnImpossibleSize(long size) {
    decode(words(size, DetsLayout.FREE, 5, FIRST), new byte[5000]);
    assertBroken("10000: a chunk of 12 + 4 * count bytes, at most 4096 / " + size);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4, 33, 12344, 12346})
  void refusesAnImpossibleClass(long chunkClass) {
    decode(chunk(chunkClass, FIRST), end());
    assertBroken("10008: a class of 5 to 32, or 12345 at the end / " + chunkClass);
  }

  @Test
  void refusesAChunkWithoutAddresses() {
    decode(chunk(5), end());
    assertBroken("10000: at least one address / a chunk of 12 bytes");
  }

  @Test
  void refusesAnEndWithAddresses() {
    decode(chunk(DetsLayout.CLASS_END, FIRST));
    assertBroken("10000: an end of 12 bytes / 16");
  }

  @Test
  void refusesAClassBelowTheOneBefore() {
    decode(chunk(7, FIRST), chunk(6, FIRST), end());
    assertBroken("10024: a class of at least 7 / 6");
    assertEquals(List.of("1336/6@10012"), blocks);
  }

  @ParameterizedTest
  @CsvSource({"1320, 4", "1337, 4", "1344, 5", "0, 6"})
  void reportsAnAddressThatIsNone(long address, int log2) {
    decode(chunk(log2 + 1L, address), end());
    String expected = "the address of a block (8 modulo 16, behind the header)";
    assertEquals(List.of("10012: " + expected + " / " + address), found());
    assertEquals(List.of(address + "/" + log2 + "@10012"), blocks);
    assertTrue(decoder.ended());
  }

  @Test
  void reportsAddressesThatDoNotAscendAlsoAcrossChunks() {
    decode(chunk(5, FIRST + 16, FIRST + 16), chunk(5, FIRST), chunk(6, FIRST), end());
    assertEquals(
        List.of("10016: an address above 1352 / 1352", "10032: an address above 1352 / 1336"),
        found());
    assertTrue(decoder.ended());
  }
}
