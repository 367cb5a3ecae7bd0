package io.detsguard.storage.node;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Bitstring;
import io.detsguard.domain.term.IntegerTerm;
import io.detsguard.domain.term.ListTerm;
import io.detsguard.domain.term.Nil;
import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Ways to understand an answer; empty when it is of another shape. */
record Answer(Term term) {
  private static final int MAX_TEXT_LENGTH = 65_536;

  /** The elements of a proper list. */
  Optional<List<Term>> list() {
    return switch (term) {
      case Nil nil -> Optional.of(List.of());
      case ListTerm list when list.isProper() -> Optional.of(list.elements());
      default -> Optional.empty();
    };
  }

  /** The elements of a tuple of that size; none when it is something else. */
  Optional<List<Term>> tuple(int size) {
    return term instanceof TupleTerm(List<Term> elements) && elements.size() == size
        ? Optional.of(elements)
        : Optional.empty();
  }

  /** A whole number that is not negative. */
  OptionalLong count() {
    return term instanceof IntegerTerm(BigInteger value)
            && value.signum() >= 0
            && value.bitLength() < Long.SIZE
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }

  Optional<String> atom() {
    return term instanceof Atom(String name) ? Optional.of(name) : Optional.empty();
  }

  Optional<Pid> pid() {
    return term instanceof Pid pid ? Optional.of(pid) : Optional.empty();
  }

  /** Whether it is a tuple whose first element is the atom {@code ok}. */
  boolean beginsWithOk() {
    return term instanceof TupleTerm(List<Term> elements)
        && !elements.isEmpty()
        && elements.getFirst().equals(Term.atom("ok"));
  }

  boolean isTrue() {
    return atom().filter("true"::equals).isPresent();
  }

  /** Text as a list of code points or as a binary of UTF-8. */
  Optional<String> text() {
    if (term instanceof Bitstring bits && bits.isBinary()) {
      return Optional.of(new String(bits.bytes(), StandardCharsets.UTF_8));
    }
    return list().filter(list -> list.size() <= MAX_TEXT_LENGTH).flatMap(Answer::characters);
  }

  private static Optional<String> characters(List<Term> list) {
    StringBuilder text = new StringBuilder(list.size());
    for (Term character : list) {
      OptionalLong code = new Answer(character).count();
      if (code.isEmpty()
          || code.getAsLong() > Character.MAX_CODE_POINT
          || !Character.isValidCodePoint((int) code.getAsLong())) {
        return Optional.empty();
      }
      text.appendCodePoint((int) code.getAsLong());
    }
    return Optional.of(text.toString());
  }

  /** The value of that key in a list of pairs. */
  Optional<Term> valueOf(String key) {
    Term name = Term.atom(key);
    return list().stream()
        .flatMap(List::stream)
        .flatMap(pair -> new Answer(pair).tuple(2).stream())
        .filter(pair -> pair.getFirst().equals(name))
        .map(List::getLast)
        .findFirst();
  }
}
