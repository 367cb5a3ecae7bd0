package io.detsguard.domain.repair;

import java.util.List;

/**
 * The first of many, and how many there are: counts are exact, lists are bounded, so that a file of
 * garbage cannot fill the memory or the screen.
 *
 * @param items the first ones, at most {@link #MAX_ITEMS}
 * @param inAll how many there are, those not listed included
 */
public record Sample<T>(List<T> items, long inAll) {
  /** Items that are kept. */
  public static final int MAX_ITEMS = 1000;

  public Sample {
    items = List.copyOf(items);
    if (items.size() > MAX_ITEMS || inAll < items.size()) {
      throw new IllegalArgumentException(items.size() + " items of " + inAll);
    }
  }

  /** How many are not listed. */
  public long leftOff() {
    return inAll - items.size();
  }

  public boolean isEmpty() {
    return inAll == 0;
  }
}
