package io.detsguard.domain.term;

/**
 * An atom.
 *
 * @param name at most 255 characters (code points), possibly none
 */
public record Atom(String name) implements Term {
  private static final int MAX_CHARACTERS = 255;

  public Atom {
    if (name.codePointCount(0, name.length()) > MAX_CHARACTERS) {
      throw new IllegalArgumentException("an atom has at most 255 characters");
    }
    if (name.codePoints().anyMatch(Atom::isSurrogate)) {
      throw new IllegalArgumentException("an atom's name is not valid Unicode");
    }
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
