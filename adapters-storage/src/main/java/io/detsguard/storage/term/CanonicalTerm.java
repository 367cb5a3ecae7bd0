package io.detsguard.storage.term;

import io.detsguard.domain.term.LocalFun;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.term.TermVisitor.Container;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.IntStream;

/**
 * Bytes that are the same for two encodings exactly when these are of the same term: whichever tags
 * they have for atoms, numbers, lists and identifiers, and in whichever order a map's pairs lie.
 * The two zeros are two terms, as they are from OTP 27 on.
 *
 * <p>The bytes are for comparing within one process, and are no format. The input has been accepted
 * by {@link TermScanner}; nothing recurses, but for functions with code that hold one another. An
 * instance keeps its memory and serves one thread.
 */
public final class CanonicalTerm {
  /** Functions within functions beyond this are taken as they are stored. */
  private static final int MAX_FUN_NESTING = 32;

  /** Bytes that may be moved to sort maps, for each byte of a term and to begin with. */
  private static final long MOVES_FACTOR = 64;

  private static final long INITIAL_MOVES = 1L << 24;

  private final TermWalk walk = new TermWalk();
  private final Writer writer;
  private MemorySegment copy = MemorySegment.NULL;

  /** Memory for terms one after the other. */
  public CanonicalTerm() {
    this(0);
  }

  private CanonicalTerm(int funNesting) {
    this.writer = new Writer(funNesting);
  }

  /** The bytes of the term whose tag is at {@code at}; they stay until the next call. */
  public ByteView of(ByteView view, long at) {
    write(view, at);
    if (copy.byteSize() < writer.length) {
      copy = Arena.ofAuto().allocate(2L * writer.length);
    }
    MemorySegment.copy(writer.bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, writer.length);
    return new ByteView(copy.asSlice(0, writer.length));
  }

  private void write(ByteView view, long at) {
    writer.clear(INITIAL_MOVES + MOVES_FACTOR * (TermShape.end(view, at) - at));
    try {
      walk.walk(view, at, writer);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }

  private static final class Writer implements TermVisitor {
    private final int funNesting;
    private final Deque<OpenMap> maps = new ArrayDeque<>();
    private byte[] bytes = new byte[256];
    private int length;
    private long movesLeft;

    Writer(int funNesting) {
      this.funNesting = funNesting;
    }

    void clear(long moves) {
      length = 0;
      movesLeft = moves;
      maps.clear();
    }

    @Override
    public void atom(String name) {
      sized('a', name.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void integer(long value) {
      u8('i');
      u64(value);
    }

    @Override
    public void integer(BigInteger value) {
      sized('I', value.toByteArray());
    }

    @Override
    public void real(double value) {
      u8('f');
      u64(Double.doubleToRawLongBits(value));
    }

    @Override
    public void bits(ByteView view, long at, int count, int lastBits) {
      u8('b');
      u32(count);
      u8(lastBits);
      reserve(count);
      MemorySegment.copy(view.segment(), ValueLayout.JAVA_BYTE, at, bytes, length, count);
      length += count;
      if (lastBits < 8) {
        bytes[length - 1] &= (byte) (0xFF << 8 - lastBits);
      }
    }

    @Override
    public void byteList(ByteView view, long at, int count) {
      u8('[');
      for (int i = 0; i < count; i++) {
        integer(view.u8(at + i));
      }
      u8(']');
    }

    @Override
    public void nil() {
      u8('[');
      u8(']');
    }

    @Override
    public void rare(Term term) throws IOException {
      if (term instanceof LocalFun fun && funNesting < MAX_FUN_NESTING) {
        localFun(fun);
      } else {
        sized('r', TermEncoder.encode(term));
      }
    }

    /** What makes a function: the process that once made it does not. */
    private void localFun(LocalFun fun) {
      ByteView view = ByteView.of(fun.encoded().bytes());
      CanonicalTerm parts = new CanonicalTerm(funNesting + 1);
      u8('F');
      u32((int) view.u32(TermShape.FUN_INDEX_OFFSET));
      int free = (int) view.u32(TermShape.FUN_FREE_OFFSET);
      u32(free);
      long at = TermShape.FUN_HEADER_BYTES;
      for (int part = 0; part < 4 + free; part++) {
        boolean counts = part != 1 && part != 3; // the old index and the pid do not
        if (counts) {
          parts.write(view, at);
          sized('p', Arrays.copyOf(parts.writer.bytes, parts.writer.length));
        }
        at = TermShape.end(view, at);
      }
    }

    @Override
    public boolean open(Container container, long parts, ByteView view, long at) {
      switch (container) {
        case TUPLE -> u8('{');
        case LIST -> u8('[');
        case MAP -> {
          u8('#');
          maps.push(new OpenMap(length, (int) parts));
        }
      }
      return true;
    }

    @Override
    public void separator(Container container, long index) {
      if (container == Container.MAP) {
        maps.peek().starts[(int) index] = length;
      }
    }

    @Override
    public void tail() {
      u8('|');
    }

    @Override
    public void close(Container container) {
      if (container == Container.MAP) {
        sort(maps.pop());
      }
      u8(container == Container.LIST ? ']' : '}');
    }

    private void sort(OpenMap map) {
      map.starts[map.parts] = length;
      int[] order =
          IntStream.range(0, map.parts / 2)
              .boxed()
              .sorted((a, b) -> compareKeys(map, a, b))
              .mapToInt(Integer::intValue)
              .toArray();
      boolean sorted = IntStream.range(0, order.length).allMatch(i -> order[i] == i);
      movesLeft -= sorted ? 0 : length - map.start;
      if (!sorted && movesLeft >= 0) {
        reorder(map, order);
      }
    }

    private int compareKeys(OpenMap map, int a, int b) {
      int[] starts = map.starts;
      return Arrays.compareUnsigned(
          bytes, starts[2 * a], starts[2 * a + 1], bytes, starts[2 * b], starts[2 * b + 1]);
    }

    private void reorder(OpenMap map, int[] order) {
      byte[] pairs = Arrays.copyOfRange(bytes, map.start, length);
      int to = map.start;
      for (int pair : order) {
        int from = map.starts[2 * pair];
        int size = map.starts[2 * pair + 2] - from;
        System.arraycopy(pairs, from - map.start, bytes, to, size);
        to += size;
      }
    }

    private void sized(char tag, byte[] content) {
      u8(tag);
      u32(content.length);
      reserve(content.length);
      System.arraycopy(content, 0, bytes, length, content.length);
      length += content.length;
    }

    private void u8(int value) {
      reserve(1);
      bytes[length++] = (byte) value;
    }

    private void u32(int value) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        u8(value >>> shift);
      }
    }

    private void u64(long value) {
      u32((int) (value >>> 32));
      u32((int) value);
    }

    private void reserve(int more) {
      int needed = Math.addExact(length, more);
      if (needed > bytes.length) {
        bytes =
            Arrays.copyOf(
                bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
      }
    }
  }

  /** A map whose pairs are being written, and where each key and value starts. */
  private static final class OpenMap {
    private final int start;
    private final int parts;
    private final int[] starts;

    OpenMap(int start, int parts) {
      this.start = start;
      this.parts = parts;
      this.starts = new int[parts + 1];
      starts[0] = start;
    }
  }
}
