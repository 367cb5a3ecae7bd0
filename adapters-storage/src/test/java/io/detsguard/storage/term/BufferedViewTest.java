package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a buffered view has fetched makes no difference to what is read. */
class BufferedViewTest {
  private static ByteView viewOf(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return ByteView.of(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 15, 23, 24, 40, 200})
  void readsTheSameWhateverWasFetched(int bytes) {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("BufferedViewTest: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    ByteView plain = viewOf(bytes);
    for (int capacity = 1; capacity <= 64; capacity *= 2) {
      ByteView buffered = plain.buffered(capacity, 1 << random.nextInt(4));
      assertSame(plain, buffered);
      for (int i = 0; i < 20; i++) {
        long from = random.nextInt(bytes + 1);
        buffered.fetch(from, from + random.nextInt(capacity + 8));
        assertSame(plain, buffered);
      }
    }
  }

  private static void assertSame(ByteView expected, ByteView found) {
    for (long at = -9; at < expected.size() + 9; at++) {
      assertSame(at, expected, found);
    }
  }

  private static void assertSame(long at, ByteView expected, ByteView found) {
    assertSameRead(at, expected, found, view -> view.u8(at));
    assertSameRead(at, expected, found, view -> view.u16(at));
    assertSameRead(at, expected, found, view -> view.u32(at));
    assertSameRead(at, expected, found, view -> view.i32(at));
    assertSameRead(at, expected, found, view -> view.i32le(at));
    assertSameRead(at, expected, found, view -> view.i64(at));
    assertSameRead(at, expected, found, view -> view.i64le(at));
  }

  private static void assertSameRead(
      long at, ByteView expected, ByteView found, ToLongFunction<ByteView> read) {
    long number;
    try {
      number = read.applyAsLong(expected);
    } catch (IndexOutOfBoundsException e) {
      assertThrows(IndexOutOfBoundsException.class, () -> read.applyAsLong(found), "at " + at);
      return;
    }
    assertEquals(number, read.applyAsLong(found), "at " + at);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 120, 96, 160", // from a multiple of the step, as much as it holds
    "96, 160, 96, 160",
    "0, 1, 0, 64",
    "236, 250, 224, 288",
    "240, 293, 229, 293", // all but the last seven bytes, so that a number can start at each
    "293, 293, 229, 293"
  })
  void fetchesWhatIsAskedForAndMore(int from, int to, int heldFrom, int heldTo) {
    ByteView view = viewOf(300).buffered(64, 16);
    view.fetch(from, to);
    assertTrue(view.isFetched(from, to));
    assertTrue(view.isFetched(heldFrom, heldTo));
    assertFalse(view.isFetched(heldFrom - 1, heldTo));
    assertFalse(view.isFetched(heldFrom, heldTo + 1));
    assertArrayEquals(
        view.copy(heldFrom, 64 + 7),
        Arrays.copyOfRange(
            view.buffer(), view.bufferIndex(heldFrom), view.bufferIndex(heldFrom) + 64 + 7));
  }

  @ParameterizedTest
  @CsvSource({"100, 165", "97, 161", "111, 165", "250, 294", "290, 300", "0, 300"})
  void keepsWhatItHasWhenItCannotHoldSoMuch(int from, int to) {
    ByteView view = viewOf(300).buffered(64, 16);
    view.fetch(16, 20);
    view.fetch(from, to);
    assertFalse(view.isFetched(from, to));
    assertTrue(view.isFetched(16, 80));
  }

  @Test
  void fetchesNothingAgain() {
    ByteView view = viewOf(300).buffered(64, 16);
    view.fetch(32, 40);
    view.fetch(50, 96);
    assertTrue(view.isFetched(32, 96));
  }

  @Test
  void hasNothingFetchedWithoutABuffer() {
    ByteView view = viewOf(300);
    view.fetch(0, 8);
    assertFalse(view.isFetched(0, 0));
    assertFalse(viewOf(7).buffered(64, 1).isFetched(0, 0));
  }

  @Test
  void copiesNumbersOfEightBytes() {
    ByteView view = viewOf(40);
    long[] numbers = new long[4];
    view.copyI64(3, numbers);
    for (int i = 0; i < numbers.length; i++) {
      assertEquals(view.i64(3 + 8 * i), numbers[i]);
    }
    assertThrows(IndexOutOfBoundsException.class, () -> view.copyI64(9, numbers));
  }
}
