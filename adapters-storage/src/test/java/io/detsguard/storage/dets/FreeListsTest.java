package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The buddy allocator's free blocks, by base-2 logarithm of their size. */
class FreeListsTest {
  private static final long BASE = 5432;

  @Test
  void freesTheWholeSpaceOfAnEmptyTable() throws IOException {
    assertEquals(List.of(List.of(31L, BASE)), written(new FreeLists(BASE, BASE)));
  }

  @Test
  void leavesOneBuddyForEachBitOfWhatIsTaken() throws IOException {
    List<List<Long>> blocks = written(new FreeLists(BASE, BASE + 16 + 64));

    assertEquals(List.of(4L, BASE + 80), blocks.get(0));
    assertEquals(List.of(5L, BASE + 96), blocks.get(1));
    assertEquals(List.of(7L, BASE + 128), blocks.get(2));
    assertEquals(List.of(30L, BASE + (1L << 30)), blocks.getLast());
    assertEquals(26, blocks.size());
  }

  @Test
  void takesNothingFromBehindFullBlock() throws IOException {
    assertEquals(
        List.of(List.of(30L, BASE + (1L << 30))), written(new FreeLists(BASE, BASE + (1L << 30))));
  }

  @Test
  void joinsBuddiesUpToTheWholeSpace() throws IOException {
    FreeLists lists = new FreeLists(BASE, BASE + 48);
    lists.free(BASE + 16, 4);
    lists.free(BASE + 32, 4);
    lists.free(BASE, 4);
    assertEquals(List.of(List.of(31L, BASE)), written(lists));
  }

  @Test
  void joinsNoNeighboursThatAreNoBuddies() throws IOException {
    FreeLists lists = new FreeLists(BASE, BASE + 64);
    lists.free(BASE + 16, 4);
    lists.free(BASE + 32, 4);

    List<List<Long>> blocks = written(lists);

    assertEquals(List.of(4L, BASE + 16, BASE + 32), blocks.get(0));
    assertEquals(List.of(6L, BASE + 64), blocks.get(1));
  }

  @Test
  void startsAnotherChunkWhenOneIsFull() throws IOException {
    int perChunk = (4096 - 12) / 4;
    for (int count : new int[] {perChunk, perChunk + 1}) {
      FreeLists lists = new FreeLists(BASE, BASE + 32L * count);
      for (int i = 0; i < count; i++) {
        lists.free(BASE + 32L * i, 4);
      }
      List<List<Long>> blocks = written(lists);
      assertEquals(1 + perChunk, blocks.get(0).size());
      assertEquals(count == perChunk ? 5L : 4L, blocks.get(1).getFirst());
    }
  }

  /** For each chunk the logarithm of the size, then the addresses. */
  private static List<List<Long>> written(FreeLists lists) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    lists.write(new DataOutputStream(bytes));
    assertEquals(bytes.size(), lists.byteLength());
    ByteBuffer file = ByteBuffer.wrap(bytes.toByteArray());
    List<List<Long>> chunks = new ArrayList<>();
    while (true) {
      int end = file.position() + file.getInt();
      assertEquals(DetsLayout.FREE, file.getInt());
      long chunkClass = file.getInt();
      if (chunkClass == DetsLayout.CLASS_END) {
        assertEquals(end, file.position());
        assertEquals(file.capacity(), end);
        return chunks;
      }
      List<Long> chunk = new ArrayList<>(List.of(chunkClass - 1));
      while (file.position() < end) {
        chunk.add(Integer.toUnsignedLong(file.getInt()));
      }
      chunks.add(chunk);
    }
  }
}
