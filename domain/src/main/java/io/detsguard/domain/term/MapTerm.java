package io.detsguard.domain.term;

import java.util.List;

/**
 * A map.
 *
 * @param pairs in the order in which they are stored, which carries no meaning in Erlang; no key
 *     appears twice, which is not checked here
 */
public record MapTerm(List<Pair> pairs) implements Term {
  /** One key and its value. */
  public record Pair(Term key, Term value) {}

  public MapTerm {
    pairs = List.copyOf(pairs);
  }
}
