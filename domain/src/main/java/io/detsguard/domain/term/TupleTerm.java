package io.detsguard.domain.term;

import java.util.List;

/** A tuple of these elements, possibly none. Every object of a table is one. */
public record TupleTerm(List<Term> elements) implements Term {
  public TupleTerm {
    elements = List.copyOf(elements);
  }
}
