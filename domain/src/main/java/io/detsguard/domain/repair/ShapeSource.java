package io.detsguard.domain.repair;

import java.util.Locale;

/** Who said what type and key position a damaged table has. */
public enum ShapeSource {
  /** The caller. */
  GIVEN("given"),
  /** The table's own header, and its records agree. */
  HEADER("the table's header"),
  /** The newest snapshot of the same file. */
  SNAPSHOT("an older snapshot"),
  /** The records themselves: the header is damaged, or they contradict it. */
  INFERRED("the records");

  private final String words;

  ShapeSource(String words) {
    this.words = words;
  }

  /** For a person, after "by". */
  public String words() {
    return words;
  }

  /** The name used in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
