package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunWorkersTest {
  private final Queue<Thread> started = new ConcurrentLinkedQueue<>();
  private final RunWorkers workers =
      new RunWorkers(
          3,
          work -> {
            Thread thread = new Thread(work);
            started.add(thread);
            return thread;
          });

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  @Test
  void givesTheResultsInTheOrderOfTheInputs() throws Exception {
    for (int inputs = 0; inputs < 40; inputs++) {
      assertEquals(
          IntStream.range(0, inputs).mapToObj(i -> "done " + i).toList(),
          workers.inParallel(numbers(inputs), i -> "done " + i));
    }
  }

  @Test
  void keepsItsThreadsAndStartsNoMoreThanAreOfUse() throws Exception {
    workers.inParallel(numbers(1), i -> i);
    assertEquals(1, started.size());
    for (int run = 0; run < 20; run++) {
      CyclicBarrier together = new CyclicBarrier(3);
      workers.inParallel(numbers(3), i -> await(together));
    }
    assertEquals(3, started.size());
  }

  @Test
  void anInterruptReachesWhoIsAtWorkAndLeavesTheRest() throws Exception {
    CountDownLatch atWork = new CountDownLatch(3);
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    Thread caller = Thread.currentThread();
    Thread interrupter = afterwards(atWork, caller::interrupt);

    assertThrows(
        InterruptedException.class,
        () ->
            workers.inParallel(
                numbers(10),
                i -> {
                  begun.incrementAndGet();
                  atWork.countDown();
                  boolean interrupted = sleepsUntilInterrupted();
                  ended.incrementAndGet();
                  return interrupted;
                }));

    assertEquals(3, begun.get());
    assertEquals(3, ended.get(), "who was at work has come to an end");
    interrupter.join();
    assertEquals(
        List.of(false, false, false),
        workers.inParallel(numbers(3), i -> Thread.currentThread().isInterrupted()));
  }

  @Test
  void aSecondInterruptDoesNotLeaveAnybodyAtWork() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch interruptedTwice = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    Thread caller = Thread.currentThread();
    Thread interrupter =
        afterwards(
            atWork,
            () -> {
              caller.interrupt();
              while (caller.isInterrupted() || caller.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              caller.interrupt();
              interruptedTwice.countDown();
            });

    assertThrows(
        InterruptedException.class,
        () ->
            workers.inParallel(
                numbers(1),
                i -> {
                  atWork.countDown();
                  sleepsUntilInterrupted();
                  await(interruptedTwice);
                  return ended.incrementAndGet();
                }));

    assertTrue(Thread.interrupted(), "the second interrupt is kept for the caller");
    assertEquals(1, ended.get());
    interrupter.join();
  }

  @Test
  void aDefectComesOutWhenNobodyIsAtWorkAnyMore() {
    RuntimeException defect = new IllegalArgumentException("3");
    AtomicInteger atWork = new AtomicInteger();
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                workers.inParallel(
                    numbers(30),
                    i -> {
                      atWork.incrementAndGet();
                      try {
                        if (i == 3) {
                          throw defect;
                        }
                        return i;
                      } finally {
                        atWork.decrementAndGet();
                      }
                    }));
    assertSame(defect, failure.getCause());
    assertEquals(0, atWork.get());
  }

  @Test
  void letsItsThreadsGo() throws Exception {
    workers.inParallel(numbers(3), i -> i);
    workers.close();
    for (Thread thread : started) {
      thread.join(TimeUnit.SECONDS.toMillis(20));
      assertFalse(thread.isAlive());
    }
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static Thread afterwards(CountDownLatch latch, Runnable deed) {
    return Thread.ofPlatform()
        .start(
            () -> {
              await(latch);
              deed.run();
            });
  }

  private static boolean sleepsUntilInterrupted() {
    try {
      Thread.sleep(TimeUnit.SECONDS.toMillis(30));
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int await(CyclicBarrier barrier) {
    try {
      return barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
