package io.detsguard.storage.dets;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that do shares of one piece of work after the other. The one that hands it out does a
 * share itself; the others live as long as the crew, since starting a thread takes as long as
 * reading some thousand records. To be used by one thread.
 */
public final class Crew implements AutoCloseable {
  private final int size;
  private final ExecutorService others;

  /**
   * @param size how many threads, the caller's included, 1 or more
   * @param name of the other threads
   */
  public Crew(int size, String name) {
    this.size = size;
    this.others =
        Executors.newFixedThreadPool(
            Math.max(1, size - 1), work -> Thread.ofPlatform().daemon().name(name).unstarted(work));
  }

  /** How many threads work, the caller's included. */
  public int size() {
    return size;
  }

  /** Memory that all of the crew may use. */
  public Arena arena() {
    return size == 1 ? Arena.ofConfined() : Arena.ofShared();
  }

  /** A share of the work, done by one thread. */
  @FunctionalInterface
  public interface Share<T> extends Callable<T> {
    @Override
    T call() throws InterruptedException;
  }

  /**
   * Does a share in each thread and gives their results. Returns only when no thread works any
   * more, so what they read may then be closed. After an interrupt or a failure of any share the
   * crew is of no further use.
   */
  public <T> List<T> work(Share<T> share) throws InterruptedException {
    List<Future<T>> shares = new ArrayList<>();
    for (int other = 1; other < size; other++) {
      shares.add(others.submit(share));
    }
    boolean whole = false;
    try {
      List<T> results = new ArrayList<>();
      results.add(share.call());
      for (Future<T> other : shares) {
        results.add(result(other));
      }
      whole = true;
      return results;
    } finally {
      if (!whole) {
        others.shutdownNow();
        close();
      }
    }
  }

  /** A share of the work that has no result but what it did. */
  @FunctionalInterface
  public interface Chore {
    void perform() throws InterruptedException;
  }

  /** The same for shares without results. */
  public void perform(Chore chore) throws InterruptedException {
    work(
        () -> {
          chore.perform();
          return true;
        });
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

  /** Returns when no thread works any more; each has ended then or is about to. */
  @Override
  public void close() {
    others.close();
  }
}
