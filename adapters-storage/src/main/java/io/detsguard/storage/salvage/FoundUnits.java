package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.RecordDigester;
import io.detsguard.storage.term.ByteView;
import java.util.Arrays;

/** The units of one collection while it is being read; kept only when it turns out to be one. */
final class FoundUnits {
  /** In the place of the position of a key that is not in the file as it is. */
  static final long NO_KEY = -1;

  private long[] positions = new long[16];
  private int[] words = new int[16 * 3];
  private int count;

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The hash and flags of one of them. */
  int hashAndFlags(int index) {
    return words[3 * index];
  }

  /** Where the key of the last one is in the file, or {@link #NO_KEY}. */
  long lastKey() {
    return count == 0 || words[3 * count - 2] == 0
        ? NO_KEY
        : positions[count - 1] + words[3 * count - 2];
  }

  /** Forgets all but the first {@code left}. */
  void cutTo(int left) {
    count = left;
  }

  void add(long position, int hashAndFlags, int keyOffset, int bytes) {
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, 2 * count);
      words = Arrays.copyOf(words, 6 * count);
    }
    positions[count] = position;
    words[3 * count] = hashAndFlags;
    words[3 * count + 1] = keyOffset;
    words[3 * count + 2] = bytes;
    count++;
  }

  /**
   * Adds the objects of all to a digest.
   *
   * @param around bytes that a single entry takes beyond its own
   */
  void digest(ByteView file, int around, RecordDigester digester) {
    for (int i = 0; i < count; i++) {
      long entry = positions[i];
      long end = entry + words[3 * i + 2] - around;
      if ((words[3 * i] & Units.GROUP) == 0) {
        digester.add(file, entry + 4, end - entry - 4);
      } else {
        digestGroup(file, entry + 4, end + around, digester);
      }
    }
  }

  private static void digestGroup(ByteView file, long start, long end, RecordDigester digester) {
    for (long at = start; at < end; at += file.u32(at)) {
      digester.add(file, at + 4, file.u32(at) - 4);
    }
  }

  /** The lower eight bits that most hashes have; of several the first. */
  int mostCommonSlotBits() {
    int[] counts = new int[DetsLayout.SLOTS_PER_SEGMENT];
    int best = slotBits(0);
    for (int i = 0; i < count; i++) {
      counts[slotBits(i)]++;
    }
    for (int i = 0; i < count; i++) {
      best = counts[slotBits(i)] > counts[best] ? slotBits(i) : best;
    }
    return best;
  }

  /** Forgets the units whose hashes have other lower eight bits. */
  void keepSlotBits(int bits) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (slotBits(i) == bits) {
        positions[kept] = positions[i];
        System.arraycopy(words, 3 * i, words, 3 * kept, 3);
        kept++;
      }
    }
    count = kept;
  }

  private int slotBits(int index) {
    return words[3 * index] & DetsLayout.SLOTS_PER_SEGMENT - 1;
  }

  /** Adds all to the units of a collection, and returns the number of the first. */
  int addTo(Units.Appender units, int collection, int flags) {
    int first = add(0, units, collection, flags);
    for (int i = 1; i < count; i++) {
      add(i, units, collection, flags);
    }
    return first;
  }

  /** The same, but returns the numbers of all. */
  int[] addAllTo(Units.Appender units, int collection, int flags) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> add(i, units, collection, flags));
    return numbers;
  }

  private int add(int i, Units.Appender units, int collection, int flags) {
    return units.add(
        positions[i], words[3 * i] | flags, words[3 * i + 1], collection, words[3 * i + 2]);
  }
}
