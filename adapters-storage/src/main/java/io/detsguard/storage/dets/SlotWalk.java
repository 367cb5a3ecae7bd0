package io.detsguard.storage.dets;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Deals the segments of a table out to several threads, a few at a time, and adds up what they
 * find.
 *
 * <p>A small table is walked by the calling thread alone. An interrupt of the caller stops all; the
 * method returns only when no thread reads the file any more, so the mapping may then be closed.
 */
final class SlotWalk {
  /** Segments dealt out at once: 1024 slots. */
  private static final int DEAL = 4;

  private final SegmentArray segments;
  private final Function<CheckTally, SegmentWalk> walks;
  private final Progress progress;

  /**
   * A walk over all slots.
   *
   * @param walks makes one thread's walk, which counts and finds into the given tally
   * @param bytesInAll what the listener is told to be the whole
   */
  SlotWalk(
      SegmentArray segments,
      Function<CheckTally, SegmentWalk> walks,
      CheckProgress listener,
      long bytesInAll) {
    this.segments = segments;
    this.walks = walks;
    this.progress = new Progress(listener, segments.count(), bytesInAll);
  }

  /** Walks with at most {@code workers} threads. */
  CheckTally walk(int workers) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    int useful = Math.min(workers, Math.ceilDiv(segments.count(), DEAL));
    if (useful <= 1) {
      return walkShare(next);
    }
    List<Callable<CheckTally>> shares = new ArrayList<>();
    for (int i = 0; i < useful; i++) {
      shares.add(() -> walkShare(next));
    }
    // Closing waits for all threads, also after an interrupt.
    try (ExecutorService threads = Executors.newFixedThreadPool(useful, SlotWalk::thread)) {
      return sum(threads.invokeAll(shares));
    }
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("table-check").unstarted(work);
  }

  private CheckTally walkShare(AtomicInteger next) throws InterruptedException {
    CheckTally tally = new CheckTally();
    SegmentWalk walk = walks.apply(tally);
    int from = next.getAndAdd(DEAL);
    while (from < segments.count()) {
      int to = Math.min(from + DEAL, segments.count());
      for (int segment = from; segment < to; segment++) {
        Cancellation.check();
        walk.walk(segment);
      }
      progress.add(to - from);
      from = next.getAndAdd(DEAL);
    }
    return tally;
  }

  private static CheckTally sum(List<Future<CheckTally>> shares) throws InterruptedException {
    CheckTally sum = new CheckTally();
    for (Future<CheckTally> share : shares) {
      sum.addAll(result(share));
    }
    return sum;
  }

  private static CheckTally result(Future<CheckTally> share) throws InterruptedException {
    try {
      return share.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException defect -> throw defect;
        case InterruptedException interrupt -> throw interrupt;
        default -> throw new IllegalStateException("a walk failed unexpectedly", e);
      }
    }
  }

  /** Turns segments done into bytes, one thread at a time. */
  private static final class Progress {
    private final CheckProgress listener;
    private final int segments;
    private final long bytes;
    private int done;

    Progress(CheckProgress listener, int segments, long bytes) {
      this.listener = listener;
      this.segments = segments;
      this.bytes = bytes;
    }

    synchronized void add(int more) {
      done += more;
      listener.checked((long) ((double) bytes * done / segments), bytes);
    }
  }
}
