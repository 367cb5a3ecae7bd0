package io.detsguard.storage.dets;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A sound table written anew with as many slots as its keys need, and none of its free space.
 *
 * <p>Every key gets its place anew. All records are held while the table is written: see {@link
 * TableFileWriter}.
 */
public final class SlotShrink {
  private final TableFileWriter writer;

  private SlotShrink(TableFileWriter writer) {
    this.writer = writer;
  }

  /**
   * Reads a table that stood a check.
   *
   * @throws TableChangedException when it is no longer what the check accepted
   */
  public static SlotShrink of(Path path) throws IOException, InterruptedException {
    return MappedTable.read(
        path,
        slots -> {
          TableFileWriter writer = new TableFileWriter(spec(slots));
          new RecordTable(slots)
              .forEach(record -> writer.insert(record.encoding()), CheckProgress.NONE);
          return new SlotShrink(writer);
        });
  }

  private static TableSpec spec(TableSlots slots) {
    TableHeader header = slots.header();
    return new TableSpec(slots.type(), slots.keyPosition(), header.minSlots(), header.maxSlots());
  }

  /**
   * How many slots so many keys need in a table, by its own limits.
   *
   * @throws TableChangedException when it is no longer what a check accepted
   */
  public static long slotsNeeded(Path path, long keys) throws IOException, InterruptedException {
    return MappedTable.read(path, slots -> spec(slots).slotsFor(keys));
  }

  /**
   * Writes the file from the front to the back.
   *
   * @param target is flushed, not closed
   * @return its length
   * @throws UnorderableKeysException when the order of some keys can be known to Erlang only
   */
  public long writeTo(OutputStream target) throws IOException {
    return writer.writeTo(target);
  }
}
