package io.detsguard.storage.dets;

/** Ends long work when the thread that does it is interrupted. */
final class Cancellation {
  private Cancellation() {}

  /** Throws if the current thread was interrupted; clears its flag then, as is usual. */
  static void check() throws InterruptedException {
    if (Thread.currentThread().isInterrupted() && Thread.interrupted()) {
      throw new InterruptedException("the check was cancelled");
    }
  }
}
