package io.detsguard.storage.salvage;

import static io.detsguard.storage.dets.Encodings.binary;
import static io.detsguard.storage.dets.Encodings.integer;
import static io.detsguard.storage.dets.Encodings.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.PatchedTable;
import io.detsguard.storage.dets.TableFileWriter;
import io.detsguard.storage.dets.TableSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The keys of a new table's slots are in order, however the damaged one has them. */
class KeyOrderTest {
  /** About two keys to a slot. */
  private static final int KEYS = 500;

  private static final int SLOTS = 256;

  @TempDir private Path directory;

  private static byte[] table(TableType type) throws IOException {
    TableFileWriter writer = new TableFileWriter(TableSpec.of(type, 1));
    for (int key = 0; key < KEYS; key++) {
      writer.insert(object(integer(key), binary("one of " + key)));
      if (type != TableType.SET) {
        writer.insert(object(integer(key), binary("another of " + key)));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.writeTo(bytes);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(TableType.class)
  void ofCollectionsThatAreBackToFront(TableType type) throws Exception {
    byte[] table = table(type);
    int turned = 0;
    for (long slot : new PatchedTable(table).usedSlots(SLOTS / 2)) {
      turned += turnRound(table, new PatchedTable(table).u32(slot + 4)) > 1 ? 1 : 0;
    }
    assertTrue(turned > SLOTS / 8, "only " + turned + " collections have several keys");
    RepairReport report = repair(table);
    assertEquals(type == TableType.SET ? KEYS : 2 * KEYS, report.records());
    assertTrue(report.losses().isNothing());
  }

  @Test
  void ofACollectionThatHasAKeyTwice() throws Exception {
    byte[] table = table(TableType.SET);
    PatchedTable patched = new PatchedTable(table);
    for (long slot : patched.usedSlots(SLOTS / 2)) {
      repeatFirst(table, patched.u32(slot + 4));
    }
    RepairReport report = repair(table);
    assertEquals(report.keys(), report.records());
    assertTrue(report.records() < KEYS);
  }

  /** Puts the entries or groups of the collection into the opposite order; returns how many. */
  private static int turnRound(byte[] table, long collection) {
    ByteBuffer file = ByteBuffer.wrap(table);
    int end = (int) collection + file.getInt((int) collection);
    Deque<byte[]> items = new ArrayDeque<>();
    int start = (int) collection + DetsLayout.COLLECTION_HEADER_BYTES;
    for (int at = start; at < end; at += file.getInt(at)) {
      byte[] item = new byte[file.getInt(at)];
      file.get(at, item);
      items.push(item);
    }
    file.position(start);
    items.forEach(file::put);
    return items.size();
  }

  /** Overwrites the second entry with the first when they are of one length. */
  private static void repeatFirst(byte[] table, long collection) {
    ByteBuffer file = ByteBuffer.wrap(table);
    int end = (int) collection + file.getInt((int) collection);
    int first = (int) collection + DetsLayout.COLLECTION_HEADER_BYTES;
    int length = file.getInt(first);
    if (first + length < end && file.getInt(first + length) == length) {
      file.put(first + length, table, first, length);
    }
  }

  private RepairReport repair(byte[] table) throws Exception {
    byte[] dirty = new PatchedTable(table).u32(DetsLayout.CLOSED_PROPERLY_OFFSET, 0).bytes();
    Path source = Files.write(directory.resolve("damaged.dets"), dirty);
    return Repairs.repair(source, directory.resolve("repaired.dets"));
  }
}
