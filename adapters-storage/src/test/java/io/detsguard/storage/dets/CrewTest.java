package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CrewTest {
  private static final int SIZE = 3;

  private final Crew crew = new Crew(SIZE, "crew-test");
  private final AtomicInteger atWork = new AtomicInteger();

  /** Works until it is interrupted, and a while longer. */
  private Void dawdle() throws InterruptedException {
    atWork.incrementAndGet();
    try {
      TimeUnit.MINUTES.sleep(1);
      throw new AssertionError("was not interrupted");
    } finally {
      spin();
      atWork.decrementAndGet();
    }
  }

  private static void spin() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private boolean isCaller(Thread caller) {
    return Thread.currentThread() == caller;
  }

  private void awaitOthers() {
    while (atWork.get() < SIZE - 1) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theCallerAndTheOthersWorkAtTheSameTime() throws Exception {
    CyclicBarrier together = new CyclicBarrier(SIZE);
    List<Thread> threads =
        crew.work(
            () -> {
              try {
                together.await();
              } catch (BrokenBarrierException e) {
                throw new AssertionError(e);
              }
              return Thread.currentThread();
            });
    assertEquals(SIZE, Set.copyOf(threads).size());
    assertSame(Thread.currentThread(), threads.getFirst());
    crew.close();
  }

  @Test
  void keepsItsThreadsFromOnePieceOfWorkToTheNext() throws Exception {
    Set<Thread> threads =
        IntStream.range(0, 20)
            .boxed()
            .flatMap(i -> threadsOfOnePiece().stream())
            .collect(Collectors.toSet());
    assertEquals(SIZE, threads.size());
    crew.close();
    threads.remove(Thread.currentThread());
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(20)); // a pool lets a thread go just before its end
      assertFalse(thread.isAlive());
    }
  }

  private List<Thread> threadsOfOnePiece() {
    CountDownLatch begun = new CountDownLatch(SIZE);
    try {
      return crew.work(
          () -> {
            begun.countDown();
            begun.await();
            return Thread.currentThread();
          });
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFailureOfTheCallerEndsTheOthersFirst() {
    Thread caller = Thread.currentThread();
    IllegalArgumentException failure = new IllegalArgumentException("mine");
    Exception thrown =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                crew.work(
                    () -> {
                      if (isCaller(caller)) {
                        awaitOthers();
                        throw failure;
                      }
                      return dawdle();
                    }));
    assertSame(failure, thrown);
    assertEquals(0, atWork.get());
  }

  @Test
  void aFailureOfAnotherIsTheCallers() {
    Thread caller = Thread.currentThread();
    InternalError failure = new InternalError("theirs");
    Error thrown =
        assertThrows(
            InternalError.class,
            () ->
                crew.work(
                    () -> {
                      if (!isCaller(caller)) {
                        throw failure;
                      }
                      return 1;
                    }));
    assertSame(failure, thrown);
  }

  @Test
  void anInterruptOfTheCallerEndsTheOthersFirst() {
    Thread caller = Thread.currentThread();
    assertThrows(
        InterruptedException.class,
        () ->
            crew.work(
                () -> {
                  if (isCaller(caller)) {
                    awaitOthers();
                    caller.interrupt();
                    return null;
                  }
                  return dawdle();
                }));
    assertEquals(0, atWork.get());
    assertFalse(Thread.interrupted());
  }
}
