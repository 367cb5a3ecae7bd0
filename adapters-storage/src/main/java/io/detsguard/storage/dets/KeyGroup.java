package io.detsguard.storage.dets;

import java.util.List;

/**
 * The objects of one key to be written, oldest first; never empty, and one for a set.
 *
 * @param objects the objects
 */
record KeyGroup(List<EncodedObject> objects) {
  /** An object whose key stands for all. */
  EncodedObject key() {
    return objects.getFirst();
  }

  /** Bytes of the entries with their length words. */
  long entryBytes() {
    long bytes = 0;
    for (EncodedObject object : objects) {
      bytes += DetsLayout.LENGTH_WORD_BYTES + (long) object.length();
    }
    return bytes;
  }
}
