package io.detsguard.storage.salvage;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.TableSpec;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Writes the collections of a new table, each padded to its block. Serves one thread. */
final class UnitWriter {
  private final PlannedTable table;
  private final Units units;
  private final UnitKeys keys;
  private final MemorySegment source;
  private final boolean bag;
  private final ChunkWriter out;
  private final UnitKeys.Objects<IOException> objectWriter = this::writeObject;

  UnitWriter(Excavation dig, PlannedTable table, TableSpec spec, ChunkWriter out) {
    this.table = table;
    this.units = dig.units();
    this.keys = new UnitKeys(dig);
    this.source = dig.file().segment();
    this.bag = spec.type() != TableType.SET;
    this.out = out;
  }

  /** Writes the collection of that number, header and padding included. */
  void writeCollection(int number) throws IOException {
    long size = table.size(number);
    writeHeader(size);
    for (int i = table.first(number); i < table.first(number + 1); i++) {
      writeUnit(table.unit(i));
    }
    writePadding(size);
  }

  /** Writes the collection that has nothing but that unit, which is not a merged group. */
  void writeCollectionOf(int unit) throws IOException {
    long size = sizeOf(units.bytes(unit));
    writeHeader(size);
    writeUnit(unit);
    writePadding(size);
  }

  /** The size of a collection whose units take so many bytes. */
  static long sizeOf(long unitBytes) {
    return DetsLayout.COLLECTION_HEADER_BYTES + unitBytes;
  }

  private void writeHeader(long size) throws IOException {
    out.word(size);
    out.word(DetsLayout.ACTIVE);
  }

  private void writePadding(long size) throws IOException {
    out.zeros(DetsLayout.blockBytes(size) - size);
  }

  private void writeUnit(int unit) throws IOException {
    if (unit >= 0 && isAsInNewTable(unit)) {
      out.bytes(source, units.position(unit), units.bytes(unit));
      return;
    }
    if (bag) {
      out.word(table.bytes(unit));
    }
    table.forEachObject(unit, keys, objectWriter);
  }

  /** Whether a unit's bytes, from its length word on, are those that a new table has. */
  private boolean isAsInNewTable(int unit) {
    return units.has(unit, Units.GROUP) || !bag && !units.has(unit, Units.RESCAN);
  }

  private void writeObject(long at, int length) throws IOException {
    out.word(DetsLayout.LENGTH_WORD_BYTES + (long) length);
    out.bytes(source, at, length);
  }
}
