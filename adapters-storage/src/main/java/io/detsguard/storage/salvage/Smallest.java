package io.detsguard.storage.salvage;

import io.detsguard.domain.repair.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The smallest of many items, and how many there were: the same ones whatever the order in which
 * several threads meet them.
 */
final class Smallest<T> {
  private final Comparator<T> order;
  private final PriorityQueue<T> kept;
  private long inAll;

  Smallest(Comparator<T> order) {
    this.order = order;
    this.kept = new PriorityQueue<>(order.reversed());
  }

  void add(T item) {
    inAll++;
    kept.add(item);
    if (kept.size() > Sample.MAX_ITEMS) {
      kept.remove();
    }
  }

  /** Counts items that are not at hand. */
  void addUnkept(long more) {
    inAll += more;
  }

  void addAll(Smallest<T> other) {
    other.kept.forEach(this::add);
    inAll += other.inAll - other.kept.size();
  }

  /** The items in order. */
  Sample<T> sample() {
    List<T> sorted = new ArrayList<>(kept);
    sorted.sort(order);
    return new Sample<>(sorted, inAll);
  }
}
