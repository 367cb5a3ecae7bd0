package io.detsguard.storage.term;

import io.detsguard.domain.term.Term;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Builds a {@link Term} from its encoding, for someone to look at.
 *
 * <p>What is readable is {@link TermScanner}'s decision: a term is scanned first, and then built by
 * code that need not doubt. Nothing recurses. A built term takes some twenty times the memory of
 * its encoding; bound the bytes, not the term. An instance serves one thread.
 */
public final class TermDecoder {
  private final TermScanner scanner = new TermScanner();
  private final ScanFault compressionFault = new ScanFault();

  /**
   * Builds the object that starts with a version byte at {@code at}; it may be compressed. Bytes
   * between its end and {@code limit} are ignored, as Erlang ignores them.
   */
  public Term decode(ByteView view, long at, long limit) throws TermFormatException {
    long end = Math.min(limit, view.size());
    if (at >= end || view.u8(at) != TermTag.VERSION) {
      String found = at >= end ? "no bytes" : "byte " + view.u8(at);
      throw new TermFormatException(at, "the version byte 131", found);
    }
    if (end - at > 1 && view.u8(at + 1) == TermTag.COMPRESSED) {
      ByteView inflated = inflated(view, at + 1, end);
      return decodeTerm(inflated, 0, inflated.size());
    }
    return decodeTerm(view, at + 1, end);
  }

  /** Builds the term whose tag is at {@code at}: a key, or any other part of an object. */
  public Term decodeTerm(ByteView view, long at, long limit) throws TermFormatException {
    if (scanner.scanTerm(view, at, limit) == TermScanner.FAULT) {
      throw new TermFormatException(
          scanner.faultAt(), scanner.faultExpected(), scanner.faultFound());
    }
    return build(view, at);
  }

  private ByteView inflated(ByteView view, long at, long limit) throws TermFormatException {
    CompressedTerm compressed = CompressedTerm.inflate(view, at, limit, compressionFault);
    if (compressed.end() == ScanFault.FAULT) {
      throw new TermFormatException(
          compressionFault.at(), compressionFault.expected(), compressionFault.found());
    }
    return compressed.inflated();
  }

  private static Term build(ByteView view, long start) {
    Deque<OpenTerm> open = new ArrayDeque<>();
    long at = start;
    while (true) {
      if (!open.isEmpty() && open.peek().goesOnAt(view, at)) {
        open.peek().enterTail(view, at);
        at = TermShape.headEnd(view, at);
      } else if (OpenTerm.isAt(view, at)) {
        open.push(new OpenTerm(view, at));
        at = TermShape.headEnd(view, at);
      } else {
        Term term = LeafDecoder.decode(view, at);
        at = TermShape.end(view, at);
        while (!open.isEmpty() && open.peek().isCompletedBy(term)) {
          term = open.pop().term();
        }
        if (open.isEmpty()) {
          return term;
        }
      }
    }
  }
}
