package io.detsguard.storage.term;

import io.detsguard.domain.term.Term;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Hears the parts of a term in the order in which they are written, from {@link TermWalk}.
 *
 * <p>A container is opened, then come its parts, each but the first after a {@link #separator}, and
 * it is closed. A list arrives as one, however many cells it is stored in.
 */
public interface TermVisitor {
  /** What holds other terms. */
  enum Container {
    TUPLE,
    LIST,
    /** Its parts are a key, the key's value, the next key and so on. */
    MAP
  }

  /** An atom. */
  void atom(String name) throws IOException;

  /** An integer of 64 bits, signed. */
  void integer(long value) throws IOException;

  /** An integer that has more. */
  void integer(BigInteger value) throws IOException;

  /** A float. */
  void real(double value) throws IOException;

  /**
   * A bitstring in {@code length} bytes.
   *
   * @param lastBits how many bits of the last byte count, 8 in a binary; the others may be anything
   */
  void bits(ByteView view, long at, int length, int lastBits) throws IOException;

  /** A proper list of {@code length} integers 0 to 255, at least one, each in a byte. */
  void byteList(ByteView view, long at, int length) throws IOException;

  /** The empty list. */
  void nil() throws IOException;

  /** A pid, port, reference or fun. */
  void rare(Term term) throws IOException;

  /**
   * The start of a container.
   *
   * @param parts how many follow; of a list in several cells, those of the first cell
   * @param view holds the encoded container at {@code at}
   * @return whether to walk its parts and close it; else it is passed over
   */
  boolean open(Container container, long parts, ByteView view, long at) throws IOException;

  /**
   * Between two parts of a container.
   *
   * @param index of the part that follows, from 1; an odd one in a map is a value
   */
  void separator(Container container, long index) throws IOException;

  /** The next part is the tail of an improper list. */
  void tail() throws IOException;

  /** The end of the container opened last. */
  void close(Container container) throws IOException;
}
