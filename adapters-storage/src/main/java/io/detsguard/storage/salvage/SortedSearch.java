package io.detsguard.storage.salvage;

/** Searches values that ascend with their indexes. */
final class SortedSearch {
  private SortedSearch() {}

  /** The value at an index. */
  @FunctionalInterface
  interface Values {
    long at(int index);
  }

  /** The index of {@code wanted} among the first {@code count} values, or -1. */
  static int find(int count, long wanted, Values values) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      long found = values.at(middle);
      if (found == wanted) {
        return middle;
      }
      if (found > wanted) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return -1;
  }
}
