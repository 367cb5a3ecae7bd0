package io.detsguard.storage.distribution;

import io.detsguard.domain.term.IntegerTerm;
import io.detsguard.domain.term.Reference;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.TermDecoder;
import io.detsguard.storage.term.TermFormatException;
import io.detsguard.storage.term.TermScanner;
import java.math.BigInteger;
import java.util.List;

/** What a packet says, as far as it is of use here. */
sealed interface ControlMessage {
  /** Packets start with it: the control message follows in full, without a table of atoms. */
  int PASS_THROUGH = 112;

  /** What each term starts with. */
  int VERSION = 131;

  /** {@code SEND}. */
  int SEND = 2;

  /** {@code REG_SEND}. */
  int REGISTERED_SEND = 6;

  /** {@code SEND_SENDER}. */
  int SEND_SENDER = 22;

  /** {@code UNLINK_ID}. */
  int UNLINK = 35;

  /** {@code UNLINK_ID_ACK}. */
  int UNLINK_RECEIPT = 36;

  /** The answer to the call of that reference. */
  record Answer(Reference call, Term result) implements ControlMessage {}

  /** A process takes its link with one of ours back, and wants a receipt. */
  record Unlink(Term id, Term from, Term to) implements ControlMessage {}

  /** Nothing for us. */
  record Other() implements ControlMessage {}

  /**
   * Understands a packet.
   *
   * @throws TermFormatException when its bytes are no terms
   */
  static ControlMessage decode(byte[] packet) throws TermFormatException {
    ByteView view = ByteView.of(packet);
    if (view.u8(0) != PASS_THROUGH) {
      throw new TermFormatException(0, "byte " + PASS_THROUGH, "byte " + view.u8(0));
    }
    long end = end(view, 1);
    Term control = new TermDecoder().decodeTerm(view, 2, end);
    if (!(control instanceof TupleTerm(List<Term> parts))) {
      return new Other();
    }
    return switch (operation(parts)) {
      case SEND, SEND_SENDER, REGISTERED_SEND -> answer(view, end);
      case UNLINK -> unlink(parts);
      default -> new Other();
    };
  }

  /**
   * Where the term with a version byte at {@code at} ends. Compression is refused, which nodes do
   * not use here: a small packet could become a large term by it.
   */
  private static long end(ByteView view, long at) throws TermFormatException {
    if (at + 1 >= view.size() || view.u8(at) != VERSION) {
      throw new TermFormatException(at, "the version byte " + VERSION + " and a term", "none");
    }
    TermScanner scanner = new TermScanner();
    long end = scanner.scanTerm(view, at + 1, view.size());
    if (end == TermScanner.FAULT) {
      throw new TermFormatException(
          scanner.faultAt(), scanner.faultExpected(), scanner.faultFound());
    }
    return end;
  }

  private static int operation(List<Term> parts) {
    return !parts.isEmpty() && parts.getFirst() instanceof IntegerTerm(BigInteger code)
        ? code.min(BigInteger.valueOf(Integer.MAX_VALUE)).max(BigInteger.ZERO).intValue()
        : -1;
  }

  private static ControlMessage answer(ByteView view, long at) throws TermFormatException {
    Term message = new TermDecoder().decodeTerm(view, at + 1, end(view, at));
    return message instanceof TupleTerm(List<Term> parts)
            && parts.size() == 2
            && parts.getFirst() instanceof Reference call
        ? new Answer(call, parts.getLast())
        : new Other();
  }

  private static ControlMessage unlink(List<Term> parts) {
    return parts.size() == 4 ? new Unlink(parts.get(1), parts.get(2), parts.get(3)) : new Other();
  }
}
