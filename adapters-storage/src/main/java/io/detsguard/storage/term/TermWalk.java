package io.detsguard.storage.term;

import io.detsguard.storage.term.TermVisitor.Container;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells a {@link TermVisitor} of every part of an encoded term, for bytes that {@link TermScanner}
 * has accepted.
 *
 * <p>No term is built but the rare ones that are small, and nothing recurses: a record of any size
 * and depth takes the memory of its open containers. An instance keeps its stack from call to call
 * and serves one thread.
 */
public final class TermWalk {
  private Container[] open = new Container[16];
  private long[] left = new long[16];
  private long[] index = new long[16];
  private int top = -1;

  /**
   * Walks the term whose tag is at {@code start}.
   *
   * @return the position after it
   */
  public long walk(ByteView view, long start, TermVisitor visitor) throws IOException {
    top = -1;
    long at = term(view, start, visitor);
    while (top >= 0) {
      at = step(view, at, visitor);
    }
    return at;
  }

  /** Tells whether the first element of the tuple at {@code at}, which has one, is that atom. */
  public static boolean startsWithAtom(ByteView view, long at, String name) {
    return atomAt(view, TermShape.headEnd(view, at)).filter(name::equals).isPresent();
  }

  /** The name of the atom at {@code at}, if there is one. */
  public static Optional<String> atomAt(ByteView view, long at) {
    return TermShape.isAtom(view.u8(at))
        ? Optional.of(LeafDecoder.atom(view, at).name())
        : Optional.empty();
  }

  /** Tells whether there is a binary at {@code at}: tag, length in four bytes, content. */
  public static boolean isBinary(ByteView view, long at) {
    return view.u8(at) == TermTag.BINARY;
  }

  /** The position after the term at {@code at}. */
  public static long end(ByteView view, long at) {
    return TermShape.end(view, at);
  }

  private long step(ByteView view, long at, TermVisitor visitor) throws IOException {
    if (left[top] == 0) {
      visitor.close(open[top--]);
      return at;
    }
    left[top]--;
    if (left[top] == 0 && open[top] == Container.LIST) {
      return tail(view, at, visitor);
    }
    separate(visitor);
    return term(view, at, visitor);
  }

  private void separate(TermVisitor visitor) throws IOException {
    if (index[top] > 0) {
      visitor.separator(open[top], index[top]);
    }
    index[top]++;
  }

  /** What follows the last element of a cell: the end, the next cell, or an improper tail. */
  private long tail(ByteView view, long at, TermVisitor visitor) throws IOException {
    switch (view.u8(at)) {
      case TermTag.NIL -> {
        return at + 1;
      }
      case TermTag.LIST -> {
        left[top] = TermShape.children(view, at);
        return TermShape.headEnd(view, at);
      }
      case TermTag.STRING -> {
        return bytesAsElements(view, at, visitor);
      }
      default -> {
        visitor.tail();
        return term(view, at, visitor);
      }
    }
  }

  private long bytesAsElements(ByteView view, long at, TermVisitor visitor) throws IOException {
    long end = TermShape.headEnd(view, at);
    for (long element = at + 3; element < end; element++) {
      separate(visitor);
      visitor.integer(view.u8(element));
    }
    return end;
  }

  private long term(ByteView view, long at, TermVisitor visitor) throws IOException {
    switch (view.u8(at)) {
      case TermTag.SMALL_TUPLE, TermTag.LARGE_TUPLE -> {
        return container(Container.TUPLE, 0, view, at, visitor);
      }
      case TermTag.LIST -> {
        return container(Container.LIST, 1, view, at, visitor);
      }
      case TermTag.MAP -> {
        return container(Container.MAP, 0, view, at, visitor);
      }
      default -> leaf(view, at, visitor);
    }
    return TermShape.end(view, at);
  }

  private long container(Container kind, int tails, ByteView view, long at, TermVisitor visitor)
      throws IOException {
    long parts = TermShape.children(view, at);
    if (!visitor.open(kind, parts - tails, view, at)) {
      return TermShape.end(view, at);
    }
    if (++top == open.length) {
      open = Arrays.copyOf(open, 2 * top);
      left = Arrays.copyOf(left, 2 * top);
      index = Arrays.copyOf(index, 2 * top);
    }
    open[top] = kind;
    left[top] = parts;
    index[top] = 0;
    return TermShape.headEnd(view, at);
  }

  private static void leaf(ByteView view, long at, TermVisitor visitor) throws IOException {
    switch (view.u8(at)) {
      case TermTag.SMALL_INTEGER -> visitor.integer(view.u8(at + 1));
      case TermTag.INTEGER -> visitor.integer(view.i32(at + 1));
      case TermTag.SMALL_BIG, TermTag.LARGE_BIG -> bigInteger(view, at, visitor);
      case TermTag.NEW_FLOAT, TermTag.FLOAT -> visitor.real(NumberOrder.real(view, at));
      case TermTag.ATOM, TermTag.SMALL_ATOM, TermTag.ATOM_UTF8, TermTag.SMALL_ATOM_UTF8 ->
          visitor.atom(LeafDecoder.atom(view, at).name());
      case TermTag.BINARY -> visitor.bits(view, at + 5, length(view, at), 8);
      case TermTag.BIT_BINARY -> bitstring(view, at, visitor);
      case TermTag.NIL -> visitor.nil();
      case TermTag.STRING -> byteList(view, at, visitor);
      default -> visitor.rare(LeafDecoder.decode(view, at));
    }
  }

  private static void bigInteger(ByteView view, long at, TermVisitor visitor) throws IOException {
    if (EncodedInteger.fitsLong(view, at)) {
      visitor.integer(EncodedInteger.asLong(view, at));
    } else {
      visitor.integer(EncodedInteger.value(view, at));
    }
  }

  private static void bitstring(ByteView view, long at, TermVisitor visitor) throws IOException {
    int length = length(view, at);
    visitor.bits(view, at + 6, length, length == 0 ? 8 : view.u8(at + 5));
  }

  private static void byteList(ByteView view, long at, TermVisitor visitor) throws IOException {
    int length = view.u16(at + 1);
    if (length == 0) {
      visitor.nil();
    } else {
      visitor.byteList(view, at + 3, length);
    }
  }

  private static int length(ByteView view, long at) {
    return Math.toIntExact(view.u32(at + 1));
  }
}
