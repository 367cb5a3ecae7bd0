package io.detsguard.storage.term.text;

import java.util.Set;

/** How atoms are written: bare where that is possible in every release of Erlang, else quoted. */
final class AtomText {
  /** Words that mean something else unquoted, in some release at least. */
  private static final Set<String> RESERVED =
      Set.of(
          "after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case",
          "catch", "cond", "div", "else", "end", "fun", "if", "let", "maybe", "not", "of", "or",
          "orelse", "receive", "rem", "try", "when", "xor");

  private AtomText() {}

  static boolean isReserved(String word) {
    return RESERVED.contains(word);
  }

  /** Tells whether Erlang's scanner takes all characters of the name, by themselves or escaped. */
  static boolean isWritable(String name) {
    return name.codePoints().allMatch(c -> c != 0xFFFE && c != 0xFFFF);
  }

  /** The atom of that name, which {@link #isWritable is writable}. */
  static void write(String name, StringBuilder text) {
    if (isBare(name)) {
      text.append(name);
    } else {
      text.append('\'');
      name.codePoints().forEach(c -> QuotedText.write(c, '\'', text));
      text.append('\'');
    }
  }

  private static boolean isBare(String name) {
    if (name.isEmpty() || name.charAt(0) < 'a' || name.charAt(0) > 'z') {
      return false;
    }
    return name.chars().allMatch(AtomText::isBareCharacter) && !isReserved(name);
  }

  private static boolean isBareCharacter(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '@';
  }
}
