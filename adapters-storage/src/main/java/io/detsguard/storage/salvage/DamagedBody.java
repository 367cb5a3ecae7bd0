package io.detsguard.storage.salvage;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.EncodedTermOrder;

/**
 * Reads what is left of a body that does not parse: every entry that is an object and that the
 * lengths around it lead to. Serves one thread.
 *
 * <p>Where an object is damaged its length word still leads to the next entry. Where a length word
 * is damaged, the object behind it tells its own end; and when neither helps, reading goes on at
 * the first byte from which lengths lead to exactly the end of the body.
 *
 * <p>The number of slots is a multiple of 256 that doubles, so all keys of one collection agree in
 * the lower eight bits of their hashes. Entries that do not agree with the rest are left out:
 * nothing is to be invented from leftovers. Source: {@code docs/dets-format.md}, "Slots" and
 * "Repair".
 */
final class DamagedBody {
  /** The slot of the body is not known: most of its keys say what they have in common. */
  static final int ANY_SLOT = -1;

  /** What following one length word weighs, in bytes read. */
  private static final long STEP_BYTES = 16;

  private final ByteView file;
  private final TableType type;
  private final int around;
  private final boolean usesPhash2;
  private final EntryReader entries;
  private final WorkAllowance allowance;
  private final EncodedTermOrder order = new EncodedTermOrder();
  private final FoundUnits found = new FoundUnits();
  private boolean complete;

  DamagedBody(Excavation dig, EntryReader entries) {
    this.file = dig.file();
    this.type = dig.shape().type();
    this.usesPhash2 = dig.usesPhash2();
    this.around = type == TableType.SET ? 0 : DetsLayout.LENGTH_WORD_BYTES;
    this.entries = entries;
    this.allowance = dig.allowance();
  }

  /** What was found in the last body. */
  FoundUnits found() {
    return found;
  }

  /** Whether the last body turned out to hold nothing else than what was found. */
  boolean isComplete() {
    return complete;
  }

  /** Reads all that can be read of the body of {@code slot}, whose end is known. */
  void read(long start, long end, int slot) {
    found.clear();
    complete = true;
    long at = start;
    while (at < end && !allowance.isUsedUp()) {
      long next = type == TableType.SET ? readEntry(at, end) : readGroup(at, end);
      allowance.use(next - at);
      at = next;
    }
    complete &= at >= end;
    leaveOutStrangers(slot);
  }

  /**
   * Reads leading entries of a body whose end is not known, as long as their keys ascend: what
   * follows the end, readable as it may be, was deleted once.
   */
  void readLeading(long start, long limit) {
    found.clear();
    complete = false;
    long at = start;
    long lastKey = -1;
    while (entries.fits(at + around, limit) && entries.read(at + around, limit)) {
      allowance.use(entries.end() - at);
      if (!entries.hasRightLength() || !ascends(lastKey) || allowance.isUsedUp()) {
        break;
      }
      lastKey = entries.keyView() == file ? entries.keyStart() : -1;
      keep(at + around);
      at = entries.end();
    }
    leaveOutStrangers(ANY_SLOT);
  }

  private boolean ascends(long lastKey) {
    return lastKey < 0 || order.compare(file, lastKey, entries.keyView(), entries.keyStart()) < 0;
  }

  /** Reads the entry at {@code at}, and says where to go on. */
  private long readEntry(long at, long end) {
    boolean room = end - at >= EntryReader.MIN_BYTES;
    if (room && entries.read(at, end)) {
      if (entries.hasRightLength() || leadsOn(entries.end(), end)) {
        keep(at);
        return entries.end();
      }
      if (lengthLeadsOn(at, end)) {
        keep(at); // its entry has bytes behind the object, as Erlang allows
        return at + file.u32(at);
      }
    }
    complete = false;
    return room && lengthLeadsOn(at, end) ? at + file.u32(at) : resume(at + 1, end);
  }

  private boolean lengthLeadsOn(long at, long end) {
    return entries.fits(at, end) && leadsOn(at + file.u32(at), end);
  }

  /** Whether there is another entry, or the end. */
  private boolean leadsOn(long at, long end) {
    return at == end || entries.fits(at, end);
  }

  /** The first place from which entries lead to exactly the end of the body. */
  private long resume(long from, long end) {
    for (long at = from; at <= end - EntryReader.MIN_BYTES && !allowance.isUsedUp(); at++) {
      if (entries.fits(at, end) && entriesFit(at, end)) {
        return at;
      }
    }
    return end;
  }

  private boolean entriesFit(long at, long end) {
    long next = at;
    while (next < end && entries.fits(next, end) && !allowance.isUsedUp()) {
      allowance.use(STEP_BYTES);
      next += file.u32(next);
    }
    return next == end;
  }

  private long readGroup(long at, long end) {
    long entry = at + DetsLayout.LENGTH_WORD_BYTES;
    if (!hasGroupLength(at, end) || !groupLeadsOn(at + file.u32(at), end)) {
      return readGroupOfUnknownEnd(entry, end);
    }
    long groupEnd = at + file.u32(at);
    while (entry < groupEnd && !allowance.isUsedUp()) {
      entry = readEntry(entry, groupEnd);
    }
    return groupEnd;
  }

  /** Entries follow one another as long as they do; then a group must start. */
  private long readGroupOfUnknownEnd(long first, long end) {
    long entry = first;
    while (entries.fits(entry, end)) {
      if (entries.read(entry, entry + file.u32(entry))) {
        keep(entry);
      } else {
        complete = false;
      }
      entry += file.u32(entry);
    }
    return entry == end ? end : resumeAtGroup(entry, end);
  }

  private long resumeAtGroup(long from, long end) {
    for (long at = from; at < end - EntryReader.MIN_BYTES && !allowance.isUsedUp(); at++) {
      if (isGroup(at, end) && groupsFit(at, end)) {
        complete &= at == from;
        return at;
      }
    }
    complete = false;
    return end;
  }

  private boolean groupsFit(long at, long end) {
    long next = at;
    while (next < end && isGroup(next, end) && !allowance.isUsedUp()) {
      allowance.use(STEP_BYTES);
      next += file.u32(next);
    }
    return next == end;
  }

  private boolean groupLeadsOn(long at, long end) {
    return at == end || isGroup(at, end);
  }

  /** Whether there is a possible group with a possible first entry. */
  private boolean isGroup(long at, long end) {
    return hasGroupLength(at, end)
        && entries.fits(at + DetsLayout.LENGTH_WORD_BYTES, at + file.u32(at));
  }

  private boolean hasGroupLength(long at, long end) {
    long min = DetsLayout.LENGTH_WORD_BYTES + EntryReader.MIN_BYTES;
    return end - at >= min && file.u32(at) >= min && file.u32(at) <= end - at;
  }

  private void keep(long at) {
    int flags = Units.SALVAGED | (entries.hasRightLength() ? 0 : Units.RESCAN);
    found.add(at, entries.keyHash() | flags, entries.keyOffset(), around + entries.entryBytes());
  }

  private void leaveOutStrangers(int slot) {
    int before = found.count();
    if (before > 0 && usesPhash2) {
      int bits = slot == ANY_SLOT ? found.mostCommonSlotBits() : slot;
      found.keepSlotBits(bits & DetsLayout.SLOTS_PER_SEGMENT - 1);
    }
    complete &= before > 0 && found.count() == before;
  }
}
