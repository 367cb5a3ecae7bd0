package io.detsguard.storage.salvage;

import io.detsguard.application.port.out.ProgressListener;

/**
 * The progress of a repair as one number of bytes: the damaged file is read once, and a new one of
 * about the same length is written and read. Safe for several threads.
 */
final class StepProgress {
  private static final int STEPS = 3;

  private final ProgressListener listener;
  private final long stepBytes;
  private int step;
  private long done;

  /** For a file of so many bytes. */
  StepProgress(ProgressListener listener, long fileBytes) {
    this.listener = listener;
    this.stepBytes = fileBytes;
  }

  /** Tells nobody. */
  static StepProgress silent() {
    return new StepProgress(ProgressListener.NONE, 0);
  }

  /** The next step begins, whatever the one before has told. */
  synchronized void nextStep() {
    step++;
    done = 0;
    tell();
  }

  /** So many more bytes of this step are done. */
  synchronized void add(long bytes) {
    done = Math.min(stepBytes, done + bytes);
    tell();
  }

  /** That share of this step is done. */
  synchronized void reached(long part, long whole) {
    done = whole == 0 ? stepBytes : (long) ((double) stepBytes * part / whole);
    tell();
  }

  private void tell() {
    listener.reached(step * stepBytes + done, STEPS * stepBytes);
  }
}
