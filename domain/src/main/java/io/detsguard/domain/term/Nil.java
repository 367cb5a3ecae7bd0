package io.detsguard.domain.term;

/** The empty list, which also ends every proper list. */
public enum Nil implements Term {
  NIL
}
