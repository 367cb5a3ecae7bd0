package io.detsguard.domain.repair;

import java.util.Locale;

/** What decided between different records of one key in different places. */
public enum ConflictRule {
  /** A slot of the table points at the collection that was believed, and at no other. */
  SLOT("a slot points to it"),
  /** The free lists say that the other one is deleted. */
  FREE_SPACE("the other lies in free space"),
  /** The other's collection is damaged. */
  WHOLE("the other lies in a damaged collection"),
  /** Nothing but the order in the file: the last one was taken, as Erlang does. */
  POSITION("it comes last in the file"),
  /** Nothing had to be decided: a bag holds the records of both. */
  KEPT_ALL("a bag holds both");

  private final String words;

  ConflictRule(String words) {
    this.words = words;
  }

  /** For a person, as a clause. */
  public String words() {
    return words;
  }

  /** The name used in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
