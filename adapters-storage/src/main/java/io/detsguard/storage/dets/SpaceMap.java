package io.detsguard.storage.dets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which bytes of a table's address space belong to a part, a segment or a block: one bit for each
 * 16 bytes below the end of data, at most 16 MiB, and a list of the few extents beyond it.
 *
 * <p>All marking methods may be called by several threads. Source: {@code docs/dets-format.md},
 * "Free lists".
 */
final class SpaceMap {
  /** What {@link #mark} answers when nothing was marked before. */
  static final long NO_OVERLAP = -1;

  /** Extents beyond the end of data that are kept; the allocator makes about thirty. */
  static final int MAX_BEYOND = 1 << 12;

  /** A run of addresses, the end excluded; ordered by where it starts, then by where it ends. */
  record Extent(long start, long end) implements Comparable<Extent> {
    @Override
    public int compareTo(Extent other) {
      int byStart = Long.compare(start, other.start);
      return byStart != 0 ? byStart : Long.compare(end, other.end);
    }
  }

  /** Takes the runs that nothing was marked in. */
  @FunctionalInterface
  interface GapSink {
    void gap(long start, long end);
  }

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] words;
  private final long granules;
  private final List<Extent> beyond = new ArrayList<>();
  private long beyondInAll;

  // Marking goes on where it overlaps, but hostile lists could claim the whole space millions of
  // times: what is marked again is bounded by what there is.
  private final AtomicLong overlapAllowance;

  /** An empty map of the addresses from {@link DetsLayout#BASE} to {@code dataEnd}. */
  SpaceMap(long dataEnd) {
    granules = Math.ceilDiv(Math.max(0, dataEnd - DetsLayout.BASE), DetsLayout.GRANULE_BYTES);
    words = new long[(int) Math.ceilDiv(granules, Long.SIZE)];
    overlapAllowance = new AtomicLong(words.length + 1L);
  }

  /** The first address that has no bit: the end of data, rounded up to whole blocks. */
  long end() {
    return DetsLayout.BASE + granules * DetsLayout.GRANULE_BYTES;
  }

  /**
   * Marks the {@code bytes} at {@code address}.
   *
   * @param address a possible block address
   * @param bytes a multiple of 16
   * @return the first address that was marked before, or {@link #NO_OVERLAP}
   */
  long mark(long address, long bytes) {
    long end = address + bytes;
    if (end > end()) {
      addBeyond(Math.max(address, end()), end);
    }
    long first = (address - DetsLayout.BASE) / DetsLayout.GRANULE_BYTES;
    long last = (Math.min(end, end()) - DetsLayout.BASE) / DetsLayout.GRANULE_BYTES - 1;
    return first > last ? NO_OVERLAP : markGranules(first, last);
  }

  private long markGranules(long first, long last) {
    int firstWord = (int) (first >>> 6);
    int lastWord = (int) (last >>> 6);
    long overlap = NO_OVERLAP;
    for (int i = firstWord; i <= lastWord; i++) {
      long mask = (i == firstWord ? -1L << first : -1L) & (i == lastWord ? -1L >>> ~last : -1L);
      long before = (long) WORD.getAndBitwiseOr(words, i, mask) & mask;
      if (before != 0 && overlap == NO_OVERLAP) {
        overlap = address(i, Long.numberOfTrailingZeros(before));
        if (overlapAllowance.addAndGet(i - lastWord - 1L) < 0) {
          return overlap;
        }
      }
    }
    return overlap;
  }

  private static long address(long word, long bit) {
    return DetsLayout.BASE + (word * Long.SIZE + bit) * DetsLayout.GRANULE_BYTES;
  }

  /** Passes the runs of unmarked addresses below {@link #end()} to {@code sink}, in order. */
  void gaps(GapSink sink) {
    long at = nextUnmarked(0);
    while (at < granules) {
      long end = nextMarked(at);
      sink.gap(address(0, at), address(0, end));
      at = nextUnmarked(end);
    }
  }

  private long nextUnmarked(long from) {
    return nextSetBit(from, -1L);
  }

  private long nextMarked(long from) {
    return nextSetBit(from, 0);
  }

  private long nextSetBit(long from, long inversion) {
    for (long word = from >>> 6; word < words.length; word++) {
      long bits = words[(int) word] ^ inversion;
      if (word == from >>> 6) {
        bits &= -1L << from;
      }
      if (bits != 0) {
        return Math.min(granules, word * Long.SIZE + Long.numberOfTrailingZeros(bits));
      }
    }
    return granules;
  }

  private synchronized void addBeyond(long start, long end) {
    beyondInAll++;
    if (beyond.size() < MAX_BEYOND) {
      beyond.add(new Extent(start, end));
    }
  }

  /** The extents beyond {@link #end()}, in no order; at most {@link #MAX_BEYOND}. */
  synchronized List<Extent> beyond() {
    return List.copyOf(beyond);
  }

  /** Whether there were more extents beyond {@link #end()} than are kept. */
  synchronized boolean hasMoreBeyond() {
    return beyondInAll > beyond.size();
  }
}
