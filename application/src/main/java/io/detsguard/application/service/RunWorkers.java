package io.detsguard.application.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The threads of all runs. They stay from run to run: to start them takes a good part of a run over
 * tables that have not changed. For one run at a time.
 */
final class RunWorkers implements AutoCloseable {
  private final int size;
  private final ExecutorService threads;

  /**
   * @param size how many threads at most, 1 or more; each is started when it is first needed
   */
  RunWorkers(int size, ThreadFactory threads) {
    this.size = size;
    this.threads = Executors.newFixedThreadPool(size, threads);
  }

  /**
   * Does the same with each, and gives the results in the order of the inputs. However this ends,
   * no thread is at work any more.
   *
   * @param work answers, and never throws
   * @throws InterruptedException when the caller was interrupted; so were the threads at work then,
   *     and what none had begun with was left
   */
  <T, R> List<R> inParallel(List<T> inputs, Function<T, R> work) throws InterruptedException {
    Deal<T, R> deal = new Deal<>(inputs, work);
    try {
      List<Future<?>> shares = new ArrayList<>();
      for (int i = 0; i < Math.min(size, inputs.size()); i++) {
        shares.add(threads.submit(deal::doShare));
      }
      for (Future<?> share : shares) {
        requireDone(share);
      }
    } finally {
      deal.stop();
    }
    return deal.results();
  }

  private static void requireDone(Future<?> share) throws InterruptedException {
    try {
      share.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "what is done in parallel answers, and never throws", e.getCause());
    }
  }

  /** Lets the threads go. */
  @Override
  public void close() {
    threads.shutdown();
  }

  /** Inputs of which each thread takes the next one until there are no more. */
  private static final class Deal<T, R> {
    private final List<T> inputs;
    private final Function<T, R> work;
    private final AtomicReferenceArray<R> results;
    private final Set<Thread> atWork = new HashSet<>();
    private int taken;

    Deal(List<T> inputs, Function<T, R> work) {
      this.inputs = inputs;
      this.work = work;
      this.results = new AtomicReferenceArray<>(inputs.size());
    }

    void doShare() {
      try {
        for (int i = take(); i < inputs.size(); i = take()) {
          results.set(i, work.apply(inputs.get(i)));
        }
      } finally {
        end();
      }
    }

    private synchronized int take() {
      atWork.add(Thread.currentThread());
      return taken < inputs.size() ? taken++ : taken;
    }

    private synchronized void end() {
      atWork.remove(Thread.currentThread());
      notifyAll();
    }

    /** Interrupts who is at work, and returns when nobody is. The pool forgets the interrupt. */
    synchronized void stop() {
      taken = inputs.size();
      atWork.forEach(Thread::interrupt);
      boolean interrupted = false;
      while (!atWork.isEmpty()) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true; // who stops is in a hurry, but the session must not close under them
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    List<R> results() {
      return IntStream.range(0, inputs.size()).mapToObj(results::get).toList();
    }
  }
}
