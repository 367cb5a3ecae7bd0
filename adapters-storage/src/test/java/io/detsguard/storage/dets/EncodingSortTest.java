package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.detsguard.storage.term.ByteView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncodingSortTest {

  private static void assertSorts(List<byte[]> encodings) throws InterruptedException {
    ByteBuffer file =
        ByteBuffer.allocate(16 + encodings.stream().mapToInt(e -> 4 + e.length).sum());
    file.position(16);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment places = arena.allocate(ValueLayout.JAVA_INT, Math.max(1, encodings.size()));
      for (int i = 0; i < encodings.size(); i++) {
        places.setAtIndex(ValueLayout.JAVA_INT, i, file.position());
        file.putInt(4 + encodings.get(i).length).put(encodings.get(i));
      }
      EncodingSort sort = new EncodingSort(ByteView.of(file.array()), places);
      sort.sort(encodings.size());
      assertSorted(encodings, sort, file);
    }
  }

  private static void assertSorted(List<byte[]> encodings, EncodingSort sort, ByteBuffer file) {
    List<byte[]> expected = new ArrayList<>(encodings);
    expected.sort(Arrays::compareUnsigned);
    for (int i = 0; i < expected.size(); i++) {
      int at = (int) sort.place(i);
      byte[] actual = Arrays.copyOfRange(file.array(), at + 4, at + file.getInt(at));
      assertArrayEquals(expected.get(i), actual, "index " + i);
    }
  }

  @Test
  void sortsNothingAndOne() throws InterruptedException {
    assertSorts(List.of());
    assertSorts(List.of(new byte[] {1}));
  }

  @Test
  void sortsAsUnsignedBytesWithPrefixesFirst() throws InterruptedException {
    List<byte[]> encodings = new ArrayList<>();
    for (int length = 0; length < 40; length++) {
      encodings.add(new byte[length]);
      byte[] high = new byte[length + 1];
      high[length] = (byte) 0x80;
      encodings.add(high);
    }
    Collections.shuffle(encodings, new Random(3));
    assertSorts(encodings);
  }

  @Test
  void sortsRandomStringsWithLongCommonParts() throws InterruptedException {
    Random random = new Random(Seeds.next(EncodingSortTest.class));
    for (int round = 0; round < 30; round++) {
      List<byte[]> encodings = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        byte[] bytes = new byte[random.nextInt(60)];
        for (int at = 0; at < bytes.length; at++) {
          bytes[at] = (byte) (random.nextInt(1 + round % 4) * 127);
        }
        encodings.add(bytes);
      }
      assertSorts(encodings);
    }
  }

  @Test
  void equalAndOrderedInputTakesNoLonger() {
    List<byte[]> equal = Collections.nCopies(50_000, new byte[200]);
    List<byte[]> ordered = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      ordered.add(ByteBuffer.allocate(24).putInt(20, i).array());
    }
    assertTimeout(Duration.ofSeconds(20), () -> assertSorts(equal));
    assertTimeout(Duration.ofSeconds(20), () -> assertSorts(ordered));
    assertTimeout(Duration.ofSeconds(20), () -> assertSorts(ordered.reversed()));
  }
}
