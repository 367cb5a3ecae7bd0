package io.detsguard.storage.salvage;

import io.detsguard.domain.repair.TableShape;
import io.detsguard.storage.dets.Crew;
import io.detsguard.storage.dets.SlotTable;
import io.detsguard.storage.term.ByteView;
import java.lang.foreign.Arena;

/**
 * What every step of a repair works on.
 *
 * @param arena memory for as long as the repair lasts
 * @param file the damaged file, mapped read-only
 * @param crew the threads that may read it
 * @param end where looking for collections ends: the end of the file or of the address space
 * @param shape type and key position
 * @param slots the table's slots, as far as they can be reached
 * @param usesPhash2 whether the hash by which keys are placed is known here
 * @param units what was found so far
 * @param collections where it was found
 * @param allowance how much may still be read
 */
record Excavation(
    Arena arena,
    ByteView file,
    Crew crew,
    long end,
    TableShape shape,
    SlotTable slots,
    boolean usesPhash2,
    Units units,
    FoundCollections collections,
    WorkAllowance allowance) {

  /** A reader of entries for the calling thread. */
  EntryReader entryReader() {
    return entryReader(file);
  }

  /** The same by way of a view of the file that the thread has for itself. */
  EntryReader entryReader(ByteView own) {
    return new EntryReader(own, shape.keyPosition());
  }

  /** A reader of bodies for the calling thread. */
  BodyReader bodyReader(EntryReader entries) {
    return new BodyReader(entries, shape.type());
  }

  /** Whether all units of a collection may lie in that slot, as far as that can be told. */
  boolean allows(FoundUnits found, int slot) {
    for (int i = 0; i < found.count() && usesPhash2; i++) {
      if (!slots.allows(Units.hashOf(found.hashAndFlags(i)), slot)) {
        return false;
      }
    }
    return true;
  }
}
