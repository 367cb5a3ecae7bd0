package io.detsguard.storage.distribution;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.IntegerTerm;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import io.detsguard.storage.term.text.ErlangTermPrinter;
import java.util.List;

/**
 * Why something failed on a node, in words for an operator: the atoms and numbers of Erlang's
 * reason. Strings and binaries are left out, since they may hold paths of the host or data, and so
 * is the trace of calls.
 */
public final class RemoteReason {
  private static final Atom LEFT_OUT = new Atom("...");
  private static final int MAX_DEPTH = 4;
  private static final int MAX_ELEMENTS = 6;

  private RemoteReason() {}

  /** The text of a reason; short. */
  public static String text(Term reason) {
    return ErlangTermPrinter.text(shown(withoutTrace(reason), 0)).replace("'...'", "...");
  }

  /** {@code {'EXIT', {Reason, Trace}}} as the reason alone. */
  private static Term withoutTrace(Term reason) {
    return reason instanceof TupleTerm(List<Term> exit)
            && exit.size() == 2
            && exit.getFirst().equals(new Atom("EXIT"))
            && exit.getLast() instanceof TupleTerm(List<Term> parts)
            && parts.size() == 2
        ? parts.getFirst()
        : reason;
  }

  private static Term shown(Term term, int depth) {
    return switch (term) {
      case Atom atom -> atom;
      case IntegerTerm number when number.value().bitLength() <= Long.SIZE -> number;
      case TupleTerm(List<Term> elements) when depth < MAX_DEPTH ->
          new TupleTerm(
              elements.stream().limit(MAX_ELEMENTS).map(part -> shown(part, depth + 1)).toList());
      default -> LEFT_OUT;
    };
  }
}
