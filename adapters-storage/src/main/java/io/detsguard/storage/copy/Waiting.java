package io.detsguard.storage.copy;

import java.time.Duration;

/** How time passes while a copy waits for its moment; tests let it pass as they like. */
public interface Waiting {
  /** Time that never steps, in nanoseconds from some moment in the past. */
  long nanos();

  /** Lets so much time pass. */
  void pause(Duration duration) throws InterruptedException;

  /** Real time. */
  static Waiting real() {
    return new Waiting() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
      }
    };
  }
}
