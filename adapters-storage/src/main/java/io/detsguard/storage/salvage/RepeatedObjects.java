package io.detsguard.storage.salvage;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.term.ByteView;

/** Finds a key of a bag that has an object twice, as only a duplicate bag may. */
final class RepeatedObjects {
  private final ByteView file;
  private final BodyReader bodies;

  RepeatedObjects(ByteView file, EntryReader entries) {
    this.file = file;
    this.bodies = new BodyReader(entries, TableType.DUPLICATE_BAG);
  }

  /** Whether a group of the body from {@code start} to {@code end} holds an object twice. */
  boolean isIn(long start, long end) {
    if (!bodies.read(start, end)) {
      return false;
    }
    for (long group = start; group < end; group += file.u32(group)) {
      if (isInGroup(file, group)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a group holds an object twice.
   *
   * @param group where it is; its length words are right
   */
  static boolean isInGroup(ByteView file, long group) {
    long start = group + DetsLayout.LENGTH_WORD_BYTES;
    long end = group + file.u32(group);
    if (start + file.u32(start) == end) {
      return false; // most groups have one object, and it needs no set
    }
    ContentSet objects = new ContentSet(file);
    for (long at = start; at < end; at += file.u32(at)) {
      if (!objects.add(new MergedGroup.Place(at + 4, (int) file.u32(at) - 4))) {
        return true;
      }
    }
    return false;
  }
}
