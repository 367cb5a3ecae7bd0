package io.detsguard.storage.dets;

import io.detsguard.domain.check.Digests;

/**
 * How a table is checked.
 *
 * @param workers threads that check at the same time, 1 or more
 * @param digests which are wanted; the sorted one takes four bytes of memory outside the heap for
 *     each object
 */
public record CheckOptions(int workers, Digests digests) {
  public CheckOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("a check needs at least one thread");
    }
  }
}
