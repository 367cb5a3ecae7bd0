package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes a table file that Erlang opens without repair, as compact as its own compaction makes it.
 *
 * <p>Objects are given in their external encoding, one after the other, as a process would insert
 * them: in a set the later of two objects with one key remains; a bag moves an object that comes
 * again to the end of its key's objects, told by its encoding; a duplicate bag keeps everything.
 * Then {@link #writeTo} writes the whole file in one pass; naming, forcing and renaming are the
 * caller's concern. Source: {@code docs/dets-format.md}, "Writing a table".
 *
 * <p>All objects are held until they are written: their bytes outside the heap, and about 200 bytes
 * of heap for each, so a heap of 256 MiB serves about a million. Not safe for several threads.
 */
public final class TableFileWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final TableSpec spec;
  private final EncodedObjects objects;
  private final EncodedObjects freed;

  /** A writer of a table without objects yet. */
  public TableFileWriter(TableSpec spec) {
    this.spec = spec;
    this.objects = new EncodedObjects(spec.keyPosition());
    this.freed = new EncodedObjects(spec.keyPosition());
  }

  /**
   * Inserts an object.
   *
   * @param encoding the external format, from 131 on; it is copied
   * @throws IllegalArgumentException when it is not one tuple with an element at the key position
   */
  public void insert(byte[] encoding) {
    objects.add(encoding);
  }

  /**
   * Inserts the object in {@code length} bytes of {@code view} from {@code at} on.
   *
   * @throws IllegalArgumentException when it is not one tuple with an element at the key position
   */
  public void insert(ByteView view, long at, int length) {
    objects.add(view, at, length);
  }

  /**
   * Leaves the hole that an object would leave which lay alone in its slot and was deleted.
   *
   * <p>Its block is on the free lists and its bytes are still there, as Erlang leaves them. This
   * makes a table that is fragmented on purpose.
   *
   * @param encoding the external format, from 131 on; it is copied
   * @throws IllegalArgumentException when it is not one tuple with an element at the key position
   */
  public void insertDeleted(byte[] encoding) {
    freed.add(encoding);
  }

  /**
   * Writes the file.
   *
   * @param target takes the bytes from the front to the back; it is flushed, not closed
   * @return the length of the file
   * @throws TableTooLargeException when the objects do not fit into one table
   * @throws UnorderableKeysException when the order of some keys can be known to Erlang only
   * @throws IOException when {@code target} cannot take the bytes
   */
  public long writeTo(OutputStream target) throws IOException {
    SlotPlan plan = new SlotPlan(spec);
    SlotPlan.Slots slots =
        plan.plan(new KeyGrouping(spec.type()).group(objects.all()))
            .orElseThrow(() -> new UnorderableKeysException(spec.maxSlots()));
    BlockPlan blocks =
        BlockPlan.of(
            DetsLayout.fixedBytes(slots.count()), slots.collections(), freedCollections(plan));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(target, BUFFER_BYTES));
    long length = new TableEncoder(spec, slots, blocks, out).write();
    out.flush();
    return length;
  }

  private List<PlannedCollection> freedCollections(SlotPlan plan) {
    return freed.all().stream()
        .map(object -> List.of(new KeyGroup(List.of(object))))
        .map(groups -> plan.collection(PlannedCollection.FREED, groups))
        .toList();
  }
}
