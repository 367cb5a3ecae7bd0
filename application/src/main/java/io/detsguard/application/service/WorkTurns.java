package io.detsguard.application.service;

import java.util.concurrent.Semaphore;

/**
 * Keeps the tables that are copied, read or checked at the same time to a number. Waiting for the
 * disk to force what is written needs no turn: there the disk gains from many who wait together.
 */
final class WorkTurns {
  private final Semaphore free;

  /**
   * @param turns how many there are, 1 or more
   */
  WorkTurns(int turns) {
    this.free = new Semaphore(turns, true);
  }

  /** Waits for a turn. */
  Turn take() throws InterruptedException {
    free.acquire();
    return new Turn(free);
  }

  /** A turn, until it is ended for the first time. Belongs to one thread. */
  static final class Turn implements AutoCloseable {
    private final Semaphore free;
    private boolean over;

    private Turn(Semaphore free) {
      this.free = free;
    }

    /** Lets the next table begin; once is enough. */
    void end() {
      if (!over) {
        over = true;
        free.release();
      }
    }

    @Override
    public void close() {
      end();
    }
  }
}
