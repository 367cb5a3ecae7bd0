package io.detsguard.domain.term;

/** A float. Erlang's are IEEE 754 doubles without infinities and NaN. */
public record FloatTerm(double value) implements Term {
  public FloatTerm {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a float is finite, not " + value);
    }
  }
}
