package io.detsguard.application.service;

import java.util.concurrent.Semaphore;

/**
 * Keeps the tables that are copied, read or checked at the same time to a number. Waiting for the
 * disk to force what is written needs no turn: there the disk gains from many who wait together.
 *
 * <p>A large table counts for two: it takes so long that others would notice if tables like it took
 * every processor.
 */
final class WorkTurns {
  /** From how many bytes on a table is large: about a quarter of a second of one processor. */
  static final long LARGE_BYTES = 128L << 20;

  private static final int FOR_A_LARGE_TABLE = 2;

  private final int all;
  private final Semaphore free;

  /**
   * @param turns how many there are, 1 or more
   */
  WorkTurns(int turns) {
    this.all = turns;
    this.free = new Semaphore(turns, true);
  }

  /**
   * Waits for a turn, in the order of the callers.
   *
   * @param bytes length of the table
   */
  Turn take(long bytes) throws InterruptedException {
    int turns = bytes < LARGE_BYTES ? 1 : Math.min(FOR_A_LARGE_TABLE, all);
    free.acquire(turns);
    return new Turn(free, turns);
  }

  /** A turn, until it is ended for the first time. Belongs to one thread. */
  static final class Turn implements AutoCloseable {
    private final Semaphore free;
    private final int turns;
    private boolean over;

    private Turn(Semaphore free, int turns) {
      this.free = free;
      this.turns = turns;
    }

    /** Lets the next tables begin; once is enough. */
    void end() {
      if (!over) {
        over = true;
        free.release(turns);
      }
    }

    @Override
    public void close() {
      end();
    }
  }
}
