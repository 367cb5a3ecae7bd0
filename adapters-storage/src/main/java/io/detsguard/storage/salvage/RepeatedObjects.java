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
      if (isInGroup(group + DetsLayout.LENGTH_WORD_BYTES, group + file.u32(group))) {
        return true;
      }
    }
    return false;
  }

  private boolean isInGroup(long start, long end) {
    ContentSet objects = new ContentSet(file);
    for (long at = start; at < end; at += file.u32(at)) {
      if (!objects.add(new MergedGroup.Place(at + 4, (int) file.u32(at) - 4))) {
        return true;
      }
    }
    return false;
  }
}
