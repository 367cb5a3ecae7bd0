package io.detsguard.storage.distribution.peer;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Closes something that takes too long. A time-out of a single read does not help against a peer
 * that sends a byte now and then, and a write has none at all; closing ends both.
 */
public final class ClosingWatch implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ClosingWatch.class.getName());

  private final Thread watch;
  private volatile boolean expired;

  private ClosingWatch(Closeable watched, Duration patience) {
    this.watch = Thread.ofVirtual().unstarted(() -> await(watched, patience));
  }

  /** Closes {@code watched} unless the watch itself is closed within {@code patience}. */
  public static ClosingWatch over(Closeable watched, Duration patience) {
    ClosingWatch watch = new ClosingWatch(watched, patience);
    watch.watch.start();
    return watch;
  }

  private void await(Closeable watched, Duration patience) {
    try {
      Thread.sleep(patience);
      expired = true;
      watched.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it was in time
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection that took too long did not close cleanly", e);
    }
  }

  /** Whether it took too long. */
  public boolean expired() {
    return expired;
  }

  /** Ends the watch. */
  @Override
  public void close() {
    watch.interrupt();
  }
}
