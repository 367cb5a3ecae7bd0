package io.detsguard.bootstrap.service;

import io.detsguard.storage.process.LowPriorityThreads;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Threads of which each has one matter of the service to itself, so that nothing else waits for it.
 * None keeps the process alive.
 */
final class OwnThread {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private OwnThread() {}

  /** One that does things one after the other, at once or at their times. */
  static ScheduledExecutorService named(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name(name).factory());
  }

  /** The same for what must not take the processor from anything else. */
  static ExecutorService lowest(String name) {
    return Executors.newSingleThreadExecutor(
        new LowPriorityThreads(Thread.ofPlatform().daemon().name(name).factory()));
  }

  /**
   * Interrupts what is at work, and returns when it has ended, so that nobody works behind a closed
   * service; or after ten seconds.
   *
   * @param late what to note in the log then
   */
  static void end(ExecutorService thread, Logger log, String late) {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        log.warn(late);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
