package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.EncodedTermOrder;
import io.detsguard.storage.term.TermScanner;

/** Compares the keys and reads the objects of units. Serves one thread. */
final class UnitKeys {
  private final Excavation dig;
  private final Units units;
  private final ByteView file;
  private final TermScanner scanner = new TermScanner();
  private final EncodedTermOrder order = new EncodedTermOrder();

  UnitKeys(Excavation dig) {
    this.dig = dig;
    this.units = dig.units();
    this.file = dig.file();
  }

  /** Where a key is. */
  private record Key(ByteView view, long start, long end) {}

  /** As {@link EncodedTermOrder#compare}. */
  int compare(int a, int b) {
    int aOffset = units.keyOffset(a);
    int bOffset = units.keyOffset(b);
    if (aOffset != 0 && bOffset != 0) {
      return order.compare(file, units.position(a) + aOffset, file, units.position(b) + bOffset);
    }
    Key aKey = key(a);
    Key bKey = key(b);
    return order.compare(aKey.view, aKey.start, bKey.view, bKey.start);
  }

  /** Some order of keys whose true one is not known. */
  int compareBytes(int a, int b) {
    Key aKey = key(a);
    Key bKey = key(b);
    return aKey.view.compareBytes(
        aKey.start, aKey.end - aKey.start, bKey.view, bKey.start, bKey.end - bKey.start);
  }

  private Key key(int unit) {
    long entry = firstEntry(unit);
    scanner.scanObject(
        file, entry + DetsLayout.LENGTH_WORD_BYTES, dig.end(), dig.shape().keyPosition());
    ByteView view = scanner.keyView();
    if (view == file) {
      return new Key(view, scanner.keyStart(), scanner.keyEnd());
    }
    int length = (int) (scanner.keyEnd() - scanner.keyStart());
    return new Key(ByteView.of(view.copy(scanner.keyStart(), length)), 0, length);
  }

  private long firstEntry(int unit) {
    long position = units.position(unit);
    return units.has(unit, Units.GROUP) ? position + DetsLayout.LENGTH_WORD_BYTES : position;
  }

  /** The length of the object of a single entry. */
  int objectBytes(int unit) {
    long entry = units.position(unit);
    if (!units.has(unit, Units.RESCAN)) {
      return (int) file.u32(entry) - DetsLayout.LENGTH_WORD_BYTES;
    }
    long object = entry + DetsLayout.LENGTH_WORD_BYTES;
    long end = scanner.scanObject(file, object, dig.end(), dig.shape().keyPosition());
    return (int) (end - object);
  }

  /** Takes objects by their places. */
  @FunctionalInterface
  interface Objects<E extends Exception> {
    void object(long at, int length) throws E;
  }

  /** Passes the objects of a unit, in their order. */
  <E extends Exception> void forEachObject(int unit, Objects<E> sink) throws E {
    long position = units.position(unit);
    if (!units.has(unit, Units.GROUP)) {
      sink.object(position + DetsLayout.LENGTH_WORD_BYTES, objectBytes(unit));
      return;
    }
    long end = position + file.u32(position);
    long next;
    for (long entry = position + 4; entry < end; entry = next) {
      next = entry + file.u32(entry);
      sink.object(entry + 4, (int) (next - entry - 4));
    }
  }
}
