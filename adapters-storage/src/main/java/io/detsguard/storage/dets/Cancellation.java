package io.detsguard.storage.dets;

/** Ends long work when the thread that does it is interrupted. */
public final class Cancellation {
  private Cancellation() {}

  /** Throws if the current thread was interrupted; clears its flag then, as is usual. */
  public static void check() throws InterruptedException {
    if (Thread.currentThread().isInterrupted() && Thread.interrupted()) {
      throw new InterruptedException("the work was cancelled");
    }
  }
}
