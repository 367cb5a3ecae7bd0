package io.detsguard.domain.term;

import java.util.List;

/**
 * A list that is not empty. Erlang's strings are lists of integers.
 *
 * @param elements at least one
 * @param tail what follows the last element: {@link Nil} in a proper list, never another list
 */
public record ListTerm(List<Term> elements, Term tail) implements Term {
  public ListTerm {
    elements = List.copyOf(elements);
    if (elements.isEmpty()) {
      throw new IllegalArgumentException("the empty list is Nil");
    }
    if (tail instanceof ListTerm) {
      throw new IllegalArgumentException("a list whose tail is a list is one list");
    }
  }

  /** Tells whether it ends in the empty list. */
  public boolean isProper() {
    return tail == Nil.NIL;
  }
}
