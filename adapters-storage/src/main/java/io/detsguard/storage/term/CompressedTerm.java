package io.detsguard.storage.term;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A compressed object after its version byte: tag 80, the inflated size in four bytes, a zlib
 * stream. DETS itself never writes one.
 *
 * @param end the position after the zlib stream, or {@link ScanFault#FAULT}
 * @param inflated the term, tag first; empty after a fault
 */
record CompressedTerm(long end, ByteView inflated) {
  /** The largest inflated size that is accepted: no stored object comes near it. */
  static final long MAX_INFLATED_BYTES = 64L << 20;

  /** Deflate cannot do better than this; a claim beyond it is a lie. */
  private static final long MAX_RATIO = 1032;

  private static final int HEADER_BYTES = 5;
  private static final ByteView NOTHING = ByteView.of(new byte[0]);

  /** Inflates the object whose tag 80 is at {@code at}; damage is recorded in {@code fault}. */
  static CompressedTerm inflate(ByteView view, long at, long limit, ScanFault fault) {
    long available = limit - at - HEADER_BYTES;
    if (available < 1) {
      return failed(fault.setTooLong(view, at, limit));
    }
    long size = view.u32(at + 1);
    if (size > Math.min(MAX_INFLATED_BYTES, MAX_RATIO * available)) {
      return failed(
          fault.set(at, "an inflated size its bytes can have, at most 64 MiB", size + " bytes"));
    }
    Inflater inflater = new Inflater();
    try {
      return inflate(view, at, limit, inflater, new byte[(int) size + 1], fault);
    } finally {
      inflater.end();
    }
  }

  /** The buffer has one byte more than claimed, so that a stream that goes on is noticed. */
  private static CompressedTerm inflate(
      ByteView view, long at, long limit, Inflater inflater, byte[] buffer, ScanFault fault) {
    inflater.setInput(
        view.segment().asSlice(at + HEADER_BYTES, limit - at - HEADER_BYTES).asByteBuffer());
    int size = buffer.length - 1;
    try {
      int inflated = inflater.inflate(buffer);
      if (inflated != size || !inflater.finished()) {
        return failed(
            fault.set(at, "a zlib stream of " + size + " bytes inflated", "another length"));
      }
    } catch (DataFormatException e) {
      return failed(fault.set(at, "a zlib stream", "damaged data: " + e.getMessage()));
    }
    byte[] term = Arrays.copyOf(buffer, size);
    return new CompressedTerm(at + HEADER_BYTES + inflater.getBytesRead(), ByteView.of(term));
  }

  private static CompressedTerm failed(long fault) {
    return new CompressedTerm(fault, NOTHING);
  }
}
