package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has all collections of a table checked, from the front of the file to its back, by several
 * threads that take some windows of {@link SlotsByAddress} at a time, and adds up what they find.
 *
 * <p>A small table is walked by the calling thread alone. An interrupt of the caller stops all; the
 * method returns only when no thread reads the file any more, so the mapping may then be closed.
 */
final class SlotWalk {
  /** Into how many deals the windows are parted, so that all threads end at about the same time. */
  private static final int DEALS = 64;

  /** Below this a second thread is not worth its start. */
  private static final int SMALL_BYTES = 1 << 19;

  /** Segments put in order at once: a million slots, 12 MiB of memory. */
  private static final int CHUNK = 1 << 12;

  private final ByteView file;
  private final TableFrame frame;
  private final SegmentArray segments;
  private final CheckerFactory checkers;
  private final CheckProgress listener;

  /**
   * A walk over all slots.
   *
   * @param checkers makes each thread's checker
   */
  SlotWalk(
      ByteView file,
      TableFrame frame,
      SegmentArray segments,
      CheckerFactory checkers,
      CheckProgress listener) {
    this.file = file;
    this.frame = frame;
    this.segments = segments;
    this.checkers = checkers;
    this.listener = listener;
  }

  /**
   * Walks with at most {@code workers} threads.
   *
   * @param space takes the marks of all collections; parts and segments are marked in it already
   */
  CheckTally walk(SpaceMap space, int workers) throws InterruptedException {
    int useful = Math.clamp(file.size() / SMALL_BYTES, 1, workers);
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < useful; i++) {
      shares.add(share(space));
    }
    try (Crew crew = new Crew(useful, "table-check")) {
      forEachChunk(
          chunk -> {
            AtomicInteger next = new AtomicInteger();
            crew.perform(() -> shares.get(next.getAndIncrement()).walk(chunk));
          });
    }
    return sum(shares);
  }

  private Share share(SpaceMap space) {
    CheckTally tally = new CheckTally();
    return new Share(tally, checkers.checker(space, tally));
  }

  private static CheckTally sum(List<Share> shares) {
    CheckTally sum = new CheckTally();
    for (Share share : shares) {
      sum.addAll(share.tally);
    }
    return sum;
  }

  private void forEachChunk(ChunkWork work) throws InterruptedException {
    for (int from = 0; from < segments.count(); from += CHUNK) {
      int to = Math.min(from + CHUNK, segments.count());
      work.carryOut(
          new Chunk(
              new SlotsByAddress(file, segments, from, to, frame.dataEnd()),
              (double) from / segments.count(),
              (double) to / segments.count()));
      Cancellation.check(); // the threads may be done before the caller has heard of an interrupt
    }
  }

  /** Does something with one chunk after the other. */
  @FunctionalInterface
  private interface ChunkWork {
    void carryOut(Chunk chunk) throws InterruptedException;
  }

  /** Slots in order, of which several threads take windows. */
  private final class Chunk {
    private final SlotsByAddress slots;
    private final double from;
    private final double to;
    private final int deal;
    private final AtomicInteger next = new AtomicInteger();
    private int done;

    /**
     * @param from how much of the table was walked before, from 0 to 1
     * @param to how much of it will be when this chunk is done
     */
    Chunk(SlotsByAddress slots, double from, double to) {
      this.slots = slots;
      this.from = from;
      this.to = to;
      this.deal = Math.ceilDiv(slots.windows(), DEALS);
    }

    /** The first of the {@link #deal} windows that the caller is to walk now. */
    int take() {
      return next.getAndAdd(deal);
    }

    synchronized void done(int windows) {
      done += windows;
      double share = from + (to - from) * done / slots.windows();
      listener.checked((long) (file.size() * share), file.size());
    }
  }

  /** What one thread walks. */
  private record Share(CheckTally tally, CollectionChecker checker) {
    void walk(Chunk chunk) throws InterruptedException {
      SlotsByAddress slots = chunk.slots;
      int from = chunk.take();
      while (from < slots.windows()) {
        int to = Math.min(from + chunk.deal, slots.windows());
        // Not all at once: what is called often is compiled while the first table is checked.
        for (int window = from; window < to; window++) {
          walk(slots, slots.begin(window), slots.end(window));
        }
        chunk.done(to - from);
        from = chunk.take();
      }
    }

    private void walk(SlotsByAddress slots, int from, int to) throws InterruptedException {
      for (int i = from; i < to; i++) {
        Cancellation.check();
        checker.check(slots.slot(i), slots.entryAt(i), slots.size(i), slots.address(i));
      }
    }
  }
}
