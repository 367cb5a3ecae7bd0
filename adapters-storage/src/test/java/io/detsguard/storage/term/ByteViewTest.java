package io.detsguard.storage.term;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class ByteViewTest {
  private final ByteView view =
      ByteView.of(new byte[] {0, (byte) 0x81, 2, 3, 4, 5, 6, 7, (byte) 0xF8, 9});

  @Test
  void readsUnsignedBigEndianNumbersAtAnyPosition() {
    assertEquals(0x81, view.u8(1));
    assertEquals(0x8102, view.u16(1));
    assertEquals(0x81020304L, view.u32(1));
    assertEquals(0x81020304, view.i32(1));
    assertEquals(0x81020304050607F8L, view.i64(1));
  }

  @Test
  void readsLittleEndianNumbersAtAnyPosition() {
    assertEquals(0x04030281, view.i32le(1));
    assertEquals(0xF807060504030281L, view.i64le(1));
  }

  @Test
  void refusesToReadOutside() {
    assertThrows(IndexOutOfBoundsException.class, () -> view.u8(10));
    assertThrows(IndexOutOfBoundsException.class, () -> view.i64(3));
    assertThrows(IndexOutOfBoundsException.class, () -> view.u8(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> view.copy(8, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> ByteView.of(new byte[0]).u8(0));
  }

  @Test
  void comparesBytesAsUnsigned() {
    ByteView other = ByteView.of(new byte[] {1, 2, 3, (byte) 0x80});
    assertTrue(view.compareBytes(1, 2, other, 0, 2) > 0);
    assertTrue(other.compareBytes(0, 2, view, 1, 2) < 0);
    assertEquals(0, view.compareBytes(2, 2, other, 1, 2));
    assertTrue(view.compareBytes(2, 1, other, 1, 2) < 0);
    assertTrue(view.compareBytes(2, 3, other, 1, 2) > 0);
    assertEquals(0, view.compareBytes(5, 0, other, 4, 0));
  }

  @Test
  void tellsWhetherBytesAreTheSame() {
    assertTrue(view.sameBytes(2, ByteView.of(new byte[] {2, 3}), 0, 2));
    assertFalse(view.sameBytes(1, ByteView.of(new byte[] {2, 3}), 0, 2));
    assertTrue(view.sameBytes(10, view, 0, 0));
  }

  @Test
  void copiesBytes() {
    assertArrayEquals(new byte[] {5, 6}, view.copy(5, 2));
    assertEquals(10, view.size());
  }

  @Test
  void neverLetsItsBytesBeWritten() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = new ByteView(arena.allocate(4)).segment();
      assertThrows(
          IllegalArgumentException.class, () -> segment.set(ValueLayout.JAVA_BYTE, 0, (byte) 1));
    }
  }
}
