package io.detsguard.domain.table;

/**
 * The four ways in which files of DETS version 9 were laid out over the years ({@code
 * docs/dets-format.md}, "Versions").
 */
public enum FormatVariant {
  /** R8: no collection counters, no digest, keys placed by {@code phash}. */
  A("9a"),
  /** Counters, but no digest. */
  B("9b"),
  /** Up to R14: counters and digest, the buddy area starts right behind the part pointers. */
  C("9c"),
  /** R15 and later: the first parts and segments lie before the buddy area. */
  D("9d");

  private final String label;

  FormatVariant(String label) {
    this.label = label;
  }

  /** The variant's usual name, {@code 9a} to {@code 9d}. */
  public String label() {
    return label;
  }
}
