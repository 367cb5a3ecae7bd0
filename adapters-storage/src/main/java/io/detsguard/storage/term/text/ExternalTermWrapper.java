package io.detsguard.storage.term.text;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Bitstring;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.TermDecoder;
import io.detsguard.storage.term.TermFormatException;
import java.util.Optional;

/**
 * The notation for terms that Erlang can store and not read back as text: {@code
 * {'$external_term',<<131,88,…>>}}, a tuple of this atom and of the term's external format.
 *
 * <p>It stands for pids, ports, references and funs with code, for integers and atoms beyond what
 * Erlang's scanner takes, and for tuples that look like it themselves: so every such tuple in a
 * text is a wrapper, and the notation is exact in both directions.
 */
final class ExternalTermWrapper {
  static final String TAG = "$external_term";

  private ExternalTermWrapper() {}

  /** Tells whether a tuple would be taken for a wrapper. */
  static boolean isLike(TupleTerm tuple) {
    return tuple.elements().size() == 2
        && tuple.elements().getFirst() instanceof Atom(String name)
        && name.equals(TAG);
  }

  /**
   * The term that a wrapper stands for; empty when its second element is no external format.
   *
   * @param wrapper a tuple that {@link #isLike is like} one
   */
  static Optional<Term> unwrap(TupleTerm wrapper) {
    return wrapper.elements().getLast() instanceof Bitstring bits && bits.isBinary()
        ? decode(bits.bytes())
        : Optional.empty();
  }

  private static Optional<Term> decode(byte[] encoding) {
    try {
      return Optional.of(new TermDecoder().decode(ByteView.of(encoding), 0, encoding.length));
    } catch (TermFormatException e) {
      return Optional.empty(); // the caller knows the line and column, and says it there
    }
  }
}
