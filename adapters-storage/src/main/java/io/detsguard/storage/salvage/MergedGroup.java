package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.DetsLayout;
import java.util.List;

/**
 * The group of a key in a new bag, made of what was found in several places.
 *
 * @param objects the places of its objects, oldest first
 */
record MergedGroup(List<Place> objects) {
  MergedGroup {
    objects = List.copyOf(objects);
  }

  /**
   * One object in the damaged file.
   *
   * @param at where its 131 is
   * @param length its bytes
   */
  record Place(long at, int length) {}

  /** The bytes of the group, its length words included. */
  long bytes() {
    long bytes = DetsLayout.LENGTH_WORD_BYTES;
    for (Place object : objects) {
      bytes += DetsLayout.LENGTH_WORD_BYTES + object.length();
    }
    return bytes;
  }
}
