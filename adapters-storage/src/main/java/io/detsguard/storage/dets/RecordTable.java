package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.CanonicalTerm;
import io.detsguard.storage.term.PortableHash;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * The records of a table file that stood a check.
 *
 * <p>They are read slot by slot, a collection at a time, so memory does not depend on the table. An
 * instance serves one thread, within the call of {@link #read}.
 */
public final class RecordTable {
  private final TableSlots slots;
  private final BodyWalk bodies;
  private final CollectionCopy copy = new CollectionCopy();

  RecordTable(TableSlots slots) {
    this.slots = slots;
    this.bodies = new BodyWalk(slots.type(), slots.keyPosition());
  }

  /** Does something with the records of a table. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads; the table is gone when this returns. */
    T read(RecordTable table) throws IOException, InterruptedException;
  }

  /**
   * Opens a table file for {@code reading}.
   *
   * @throws TableChangedException when it is no longer what a check accepts
   */
  public static <T> T read(Path path, Reading<T> reading) throws IOException, InterruptedException {
    return MappedTable.read(path, slots -> reading.read(new RecordTable(slots)));
  }

  /** Set, bag or duplicate bag. */
  public TableType type() {
    return slots.type();
  }

  /** The element that is the key, counted from 1. */
  public int keyPosition() {
    return slots.keyPosition();
  }

  /**
   * Shows all records, those of a key together, in the order of the slots.
   *
   * @return how many there are
   */
  public long forEach(RecordVisitor visitor, CheckProgress progress)
      throws IOException, InterruptedException {
    long bytes = slots.file().size();
    long shown = 0;
    for (long slot = 0; slot < slots.count(); slot++) {
      if (slot % DetsLayout.SLOTS_PER_SEGMENT == 0) {
        progress.checked((long) ((double) bytes * slot / slots.count()), bytes);
      }
      shown += showSlot(slot, visitor);
    }
    progress.checked(bytes, bytes);
    return shown;
  }

  /**
   * Shows the records of one key. Only the slot of its hash is read; where the file does not say
   * which one that is, as many as come into question: several in a table that was not properly
   * closed, all where keys are placed by {@code phash}.
   *
   * @param key the external format of the key, from 131 on
   * @return how many there are
   */
  public long lookUp(byte[] key, RecordVisitor visitor) throws IOException, InterruptedException {
    ByteView view = ByteView.of(key);
    byte[] wanted = bytes(new CanonicalTerm().of(view, 1));
    int hash = new PortableHash().hash(view, 1, key.length);
    KeyFilter filter = new KeyFilter(wanted, visitor);
    long step = step();
    long first = step == slots.count() ? exactSlot(hash) : hash % step;
    for (long slot = first; slot < slots.count(); slot += step) {
      showSlot(slot, filter);
    }
    return filter.found;
  }

  /** The distance of the slots in which a key can be. */
  private long step() {
    TableHeader header = slots.header();
    if (header.hashMethod() != DetsLayout.HASH_PHASH2) {
      return 1;
    }
    return header.isClosedProperly() ? slots.count() : header.hashModulus();
  }

  private long exactSlot(int hash) {
    TableHeader header = slots.header();
    return new SlotPlacement.Exact((int) header.hashModulus(), (int) header.splitPointer())
        .slotOf(hash);
  }

  private long showSlot(long slot, RecordVisitor visitor) throws IOException, InterruptedException {
    Cancellation.check();
    copy.clear();
    slots.copyBody(slot, copy);
    return copy.length() == 0 ? 0 : bodies.walk(copy.view(), 0, copy.length(), visitor);
  }

  private static byte[] bytes(ByteView view) {
    return view.copy(0, Math.toIntExact(view.size()));
  }

  /** Lets the records of one key through. */
  private static final class KeyFilter implements RecordVisitor {
    private final byte[] wanted;
    private final RecordVisitor visitor;
    private final CanonicalTerm canonical = new CanonicalTerm();
    private boolean matching;
    private long found;

    KeyFilter(byte[] wanted, RecordVisitor visitor) {
      this.wanted = wanted;
      this.visitor = visitor;
    }

    @Override
    public void visit(StoredRecord record) throws IOException {
      if (record.isFirstOfKey()) {
        ByteView key = canonical.of(record.view(), record.key());
        matching = key.segment().mismatch(MemorySegment.ofArray(wanted)) < 0;
      }
      if (matching) {
        found++;
        visitor.visit(record);
      }
    }
  }
}
