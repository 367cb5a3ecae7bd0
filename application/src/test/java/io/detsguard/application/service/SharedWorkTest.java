package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedWorkTest {
  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void doesEachItemOnceAndKeepsTheirOrder() {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("SharedWorkTest.doesEachItemOnce: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int count = random.nextInt(400);
      AtomicIntegerArray times = new AtomicIntegerArray(count);
      List<Integer> results =
          SharedWork.map(
              numbers(count),
              i -> {
                times.incrementAndGet(i);
                return -i;
              });
      assertEquals(IntStream.range(0, count).mapToObj(i -> -i).toList(), results);
      assertTrue(IntStream.range(0, count).allMatch(i -> times.get(i) == 1));
    }
  }

  @Test
  void tellsOfAFailureWhenNothingIsDoneAnyMore() {
    RuntimeException failure = new IllegalArgumentException("item 120");
    for (int round = 0; round < 200; round++) {
      AtomicInteger atWork = new AtomicInteger();
      assertSame(failure, failureOf(i -> failAt120(i, atWork, failure)));
      assertEquals(0, atWork.get());
    }
  }

  private static int failAt120(int item, AtomicInteger atWork, RuntimeException failure) {
    atWork.incrementAndGet();
    try {
      if (item == 120) {
        throw failure;
      }
      return item;
    } finally {
      atWork.decrementAndGet();
    }
  }

  /** Only one side fails: the other one waits with its items until that has happened. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tellsOfAFailureInTheSameWayWhoeverMeetsIt(boolean itIsTheCaller) {
    Thread caller = Thread.currentThread();
    RuntimeException failure = new IllegalArgumentException("its share");
    CountDownLatch failed = new CountDownLatch(1);
    assertSame(
        failure,
        failureOf(
            i -> {
              if (Thread.currentThread() == caller == itIsTheCaller) {
                failed.countDown();
                throw failure;
              }
              assertTrue(happens(failed), "nobody else has taken part");
              return i;
            }));
  }

  private static Throwable failureOf(Function<Integer, Integer> work) {
    return assertThrows(IllegalStateException.class, () -> SharedWork.map(numbers(500), work))
        .getCause();
  }

  private static boolean happens(CountDownLatch event) {
    try {
      return event.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void isDoneByTheCallerAloneWhenNobodyElseHasTime() throws InterruptedException {
    int helpers = ForkJoinPool.commonPool().getParallelism();
    CountDownLatch busy = new CountDownLatch(helpers);
    CountDownLatch done = new CountDownLatch(1);
    for (int i = 0; i < helpers; i++) {
      ForkJoinPool.commonPool().execute(() -> block(busy, done));
    }
    assertTrue(busy.await(1, TimeUnit.MINUTES));
    try {
      assertEquals(numbers(1000), SharedWork.map(numbers(1000), i -> i));
    } finally {
      done.countDown();
    }
  }

  private static void block(CountDownLatch busy, CountDownLatch done) {
    busy.countDown();
    happens(done);
  }
}
