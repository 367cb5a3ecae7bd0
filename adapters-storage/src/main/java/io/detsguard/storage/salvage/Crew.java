package io.detsguard.storage.salvage;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that do shares of one piece of work.
 *
 * @param size how many, 1 or more
 */
record Crew(int size) {
  /** Below so many bytes a second thread would come too late to help. */
  private static final long SMALL_FILE = 1 << 20;

  /** As many threads as help with a file of so many bytes, at most {@code most}. */
  static Crew forFile(long bytes, int most) {
    return new Crew(bytes < SMALL_FILE ? 1 : most);
  }

  /** Memory that all of the crew may use. */
  Arena arena() {
    return size == 1 ? Arena.ofConfined() : Arena.ofShared();
  }

  /** A share of the work, done by one thread. */
  @FunctionalInterface
  interface Share<T> extends Callable<T> {
    @Override
    T call() throws InterruptedException;
  }

  /**
   * Does a share in each thread and gives their results. Returns only when no thread works any
   * more, also after an interrupt, so what they read may then be closed.
   */
  <T> List<T> work(Share<T> share) throws InterruptedException {
    if (size == 1) {
      return List.of(share.call());
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(size, Crew::thread)) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(Collections.nCopies(size, share))) {
        results.add(result(future));
      }
      return results;
    }
  }

  /** A share of the work that has no result but what it did. */
  @FunctionalInterface
  interface Chore {
    void perform() throws InterruptedException;
  }

  /** The same for shares without results. */
  void perform(Chore chore) throws InterruptedException {
    work(
        () -> {
          chore.perform();
          return true;
        });
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("table-repair").unstarted(work);
  }

  private static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException defect -> throw defect;
        case InterruptedException interrupt -> throw interrupt;
        default -> throw new IllegalStateException("a share of the work failed unexpectedly", e);
      }
    }
  }
}
