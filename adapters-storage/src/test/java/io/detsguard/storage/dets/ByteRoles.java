package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.PortableHash;
import io.detsguard.storage.term.TermScanner;
import java.util.Arrays;

/**
 * What each byte of a small sound table is for, worked out apart from the check: so that a test can
 * say which changes nobody can notice.
 */
final class ByteRoles {
  /** Bytes of nothing, and objects. */
  enum Role {
    /** It has one right value. */
    STRUCTURE,
    /** The header's reserve, padding, and blocks that are free. */
    NOTHING,
    /** It belongs to a stored object. */
    OBJECT
  }

  private final Role[] roles;
  private final int[] objectStart;
  private final int[] objectEnd;
  private final int keyPosition;
  private final SlotPlacement.Exact placement;

  /** The roles in a sound table of a single part and one key a slot at most where it matters. */
  static ByteRoles of(byte[] table) {
    return new ByteRoles(table);
  }

  private ByteRoles(byte[] table) {
    ByteView view = ByteView.of(table);
    roles = new Role[table.length];
    objectStart = new int[table.length];
    objectEnd = new int[table.length];
    keyPosition = (int) view.u32(DetsLayout.KEY_POSITION_OFFSET);
    placement = SlotPlacement.Exact.ofSlots(view.u32(DetsLayout.SLOTS_OFFSET));
    Arrays.fill(roles, Role.STRUCTURE);
    fill(DetsLayout.HEADER_MEANINGFUL_BYTES, DetsLayout.PART_POINTERS_OFFSET, Role.NOTHING);
    int dataEnd = (int) view.u32(0);
    int base = (int) DetsLayout.fixedBytes(view.u32(DetsLayout.SLOTS_OFFSET));
    fill(base, dataEnd, Role.NOTHING);
    TableType type = TableType.ofCode(view.u32(DetsLayout.TYPE_OFFSET)).orElseThrow();
    markCollections(view, type);
  }

  private void fill(int from, int to, Role role) {
    Arrays.fill(roles, from, Math.max(from, to), role);
  }

  private void markCollections(ByteView view, TableType type) {
    long part = view.u32(DetsLayout.PART_POINTERS_OFFSET);
    for (int g = 0; g < DetsLayout.segmentsFor(view.u32(DetsLayout.SLOTS_OFFSET)); g++) {
      long segment = view.u32(part + 4L * g);
      fill((int) segment, (int) segment + DetsLayout.SEGMENT_BYTES, Role.STRUCTURE);
      for (long slot = segment; slot < segment + DetsLayout.SEGMENT_BYTES; slot += 8) {
        markCollection(view, type, (int) view.u32(slot), (int) view.u32(slot + 4));
      }
    }
  }

  private void markCollection(ByteView view, TableType type, int size, int address) {
    fill(address, address + size, Role.STRUCTURE);
    int at = address + 8;
    while (at < address + size) {
      int next = at + (int) view.u32(at);
      for (int entry = type == TableType.SET ? at : at + 4; entry < next; ) {
        int end = entry + (int) view.u32(entry);
        fill(entry + 4, end, Role.OBJECT);
        Arrays.fill(objectStart, entry + 4, end, entry + 4);
        Arrays.fill(objectEnd, entry + 4, end, end);
        entry = end;
      }
      at = next;
    }
  }

  Role role(int at) {
    return roles[at];
  }

  /** Whether the object around a changed byte is still one, with a key of the same slot. */
  boolean isStillAnObject(ByteView changed, ByteView original, int at) {
    TermScanner scanner = new TermScanner();
    int start = objectStart[at];
    int end = objectEnd[at];
    return scanner.scanObject(changed, start, end, keyPosition) == end
        && slot(changed, scanner) == originalSlot(original, start, end);
  }

  private int originalSlot(ByteView original, int start, int end) {
    TermScanner scanner = new TermScanner();
    scanner.scanObject(original, start, end, keyPosition);
    return slot(original, scanner);
  }

  private int slot(ByteView view, TermScanner scanner) {
    return placement.slotOf(new PortableHash().hash(view, scanner.keyStart(), scanner.keyEnd()));
  }
}
