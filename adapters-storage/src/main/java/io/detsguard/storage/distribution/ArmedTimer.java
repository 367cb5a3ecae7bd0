package io.detsguard.storage.distribution;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import java.util.List;
import java.util.Optional;

/**
 * A timer that runs in a node.
 *
 * @param reference as the node calls it
 */
public record ArmedTimer(Term reference) {
  /** The timer in the answer of {@link NodeCall.ResumeLater}; empty when there is none in it. */
  public static Optional<ArmedTimer> of(Term answer) {
    return answer instanceof TupleTerm(List<Term> elements)
            && elements.size() == 2
            && elements.getFirst().equals(new Atom("ok"))
        ? Optional.of(new ArmedTimer(elements.getLast()))
        : Optional.empty();
  }
}
