package io.detsguard.ws;

import io.detsguard.application.port.out.DashboardStateSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A state that a test sets; readings can fail, and can be held up. Allows one reading at a time.
 */
final class ScriptedState implements DashboardStateSource {
  private final Semaphore oneReader = new Semaphore(1);
  private final AtomicInteger readings = new AtomicInteger();
  private final Queue<IOException> failures = new ConcurrentLinkedQueue<>();
  private volatile byte[] state = "{\"timestamp\":1}".getBytes(StandardCharsets.UTF_8);
  private volatile CountDownLatch gate = new CountDownLatch(0);

  @Override
  public byte[] currentState() throws IOException {
    if (!oneReader.tryAcquire()) {
      throw new AssertionError("two readings at a time");
    }
    try {
      byte[] seen = state;
      readings.incrementAndGet();
      gate.await();
      IOException failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
      return seen;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    } finally {
      oneReader.release();
    }
  }

  void set(String json) {
    state = json.getBytes(StandardCharsets.UTF_8);
  }

  void failOnce() {
    failures.add(new IOException("the repository is gone"));
  }

  /** From now on readings see their state, and hand it over only after {@link #letGo}. */
  void holdUp() {
    gate = new CountDownLatch(1);
  }

  void letGo() {
    gate.countDown();
  }

  /** How many readings have begun. */
  int readings() {
    return readings.get();
  }
}
