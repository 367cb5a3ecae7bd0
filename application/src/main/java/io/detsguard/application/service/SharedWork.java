package io.detsguard.application.service;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The same work on each of many items, shared out among processors. Everybody takes a few items at
 * a time as long as there are some: a thread that is late, which on a busy machine is common, holds
 * nobody up. A parallel stream would give each its part beforehand.
 */
final class SharedWork<T, R> {
  private static final int ITEMS_AT_A_TIME = 50;

  private final List<T> items;
  private final Function<T, R> work;
  private final R[] results;
  private final AtomicInteger taken = new AtomicInteger();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  /** The caller, and each helper that has begun. */
  private final Phaser atWork = new Phaser(1);

  @SuppressWarnings("unchecked") // nobody else sees the array
  private SharedWork(List<T> items, Function<T, R> work) {
    this.items = items;
    this.work = work;
    this.results = (R[]) new Object[items.size()];
  }

  /**
   * What the work gives for each item, in the order of the items. On return no work is going on;
   * helpers that have not begun are not waited for.
   *
   * @throws IllegalStateException when the work fails for an item, with the first failure as its
   *     cause, whichever thread met it
   */
  static <T, R> List<R> map(List<T> items, Function<T, R> work) {
    SharedWork<T, R> shared = new SharedWork<>(items, work);
    shared.run(ForkJoinPool.commonPool());
    return Arrays.asList(shared.results);
  }

  private void run(ForkJoinPool pool) {
    for (int helper = 0; helper < pool.getParallelism(); helper++) {
      pool.execute(this::help);
    }
    takePart();
    taken.set(items.size()); // who begins from now on finds nothing to do
    atWork.arriveAndAwaitAdvance();
    if (!failures.isEmpty()) {
      throw new IllegalStateException("a part of shared work failed", failures.peek());
    }
  }

  private void help() {
    atWork.register();
    try {
      takePart();
    } finally {
      atWork.arriveAndDeregister();
    }
  }

  private void takePart() {
    try {
      doItems();
    } catch (RuntimeException | Error e) {
      failures.add(e);
    }
  }

  private void doItems() {
    for (int begin = take(); begin < items.size(); begin = take()) {
      int end = Math.min(begin + ITEMS_AT_A_TIME, items.size());
      for (int i = begin; i < end; i++) {
        results[i] = work.apply(items.get(i));
      }
    }
  }

  private int take() {
    return taken.getAndAdd(ITEMS_AT_A_TIME);
  }
}
