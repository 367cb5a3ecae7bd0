package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.EncodedTermOrder;

/**
 * Remembers one key of a body by its place, for comparison with those that follow.
 *
 * <p>A key in a table that is mapped needs no copy; one that came out of a compressed term does,
 * since the next object takes its place. One instance for each thread and role.
 */
final class EncodedKey {
  private final ByteView file;
  private ByteView view;
  private long start;
  private long end;
  private boolean present;

  EncodedKey(ByteView file) {
    this.file = file;
    this.view = file;
  }

  void forget() {
    present = false;
  }

  boolean isPresent() {
    return present;
  }

  /** Remembers the key that {@code objects} read last. */
  void remember(ObjectChecker objects) {
    present = true;
    start = objects.keyStart();
    end = objects.keyEnd();
    view = objects.keyView();
    if (view != file) {
      view = ByteView.of(view.copy(start, Math.toIntExact(end - start)));
      end -= start;
      start = 0;
    }
  }

  /** Whether the key that {@code objects} read last is the same term ({@code =:=}). */
  boolean isSameAs(ObjectChecker objects, EncodedTermOrder order) {
    long length = end - start;
    return length == objects.keyEnd() - objects.keyStart()
            && view.sameBytes(start, objects.keyView(), objects.keyStart(), length)
        || compareTo(objects, order) == 0;
  }

  /** This key against the one that {@code objects} read last, as {@link EncodedTermOrder} says. */
  int compareTo(ObjectChecker objects, EncodedTermOrder order) {
    return order.compare(view, start, objects.keyView(), objects.keyStart());
  }
}
