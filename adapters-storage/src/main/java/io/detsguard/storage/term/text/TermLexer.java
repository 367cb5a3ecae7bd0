package io.detsguard.storage.term.text;

import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.util.Set;

/**
 * Cuts a text into tokens as Erlang's scanner does, white space and comments left out.
 *
 * <p>One token is ahead: {@link #peek} shows it, {@link #next} takes it.
 */
final class TermLexer {
  private static final String SINGLE_SIGNS = "{}[](),|/:#-+";
  private static final Set<String> DOUBLE_SIGNS = Set.of("<<", ">>", "=>");

  private final CharacterSource source;
  private final NumberLexer numbers;
  private final QuoteLexer quotes;
  private Token ahead;

  TermLexer(CharacterSource source, long maxCharacters) {
    this.source = source;
    this.numbers = new NumberLexer(source);
    this.quotes = new QuoteLexer(source, maxCharacters);
  }

  Token peek() throws IOException, TermSyntaxException {
    if (ahead == null) {
      ahead = read();
    }
    return ahead;
  }

  Token next() throws IOException, TermSyntaxException {
    Token token = peek();
    ahead = null;
    return token;
  }

  /** Tells whether the next token is that sign. */
  boolean isNext(String sign) throws IOException, TermSyntaxException {
    return peek() instanceof Token.Sign(Place place, String text) && text.equals(sign);
  }

  /** Takes the next token if it is that sign. */
  boolean take(String sign) throws IOException, TermSyntaxException {
    if (!isNext(sign)) {
      return false;
    }
    next();
    return true;
  }

  private Token read() throws IOException, TermSyntaxException {
    skipBlanks();
    Place place = source.place();
    int c = source.peek();
    if (c == CharacterSource.END) {
      source.checkEnd();
      return new Token.End(place);
    }
    if (c >= '0' && c <= '9') {
      return numbers.number(place);
    }
    if (isLower(c)) {
      return new Token.Word(place, name(), false);
    }
    if (c >= 'A' && c <= 'Z' || c == '_' || c >= 'À' && c <= 'Þ' && c != '×') {
      return new Token.Variable(place, name());
    }
    return switch (c) {
      case '\'' -> new Token.Word(place, quotes.quoted(place, "atom"), true);
      case '"' -> string(place);
      case '$' -> new Token.Whole(place, quotes.character());
      case '.' -> stop(place);
      default -> sign(place);
    };
  }

  private void skipBlanks() throws IOException {
    while (true) {
      int c = source.peek();
      if (c == '%') {
        while (source.peek() != '\n' && source.peek() != CharacterSource.END) {
          source.next();
        }
      } else if (isBlank(c) || c == '\uFEFF' && source.taken() == 0) {
        source.next();
      } else {
        return;
      }
    }
  }

  private static boolean isBlank(int c) {
    return c >= 0 && c <= ' ' || c >= 0x80 && c <= 0xA0;
  }

  private Token string(Place place) throws IOException, TermSyntaxException {
    if (source.peek(1) == '"' && source.peek(2) == '"') {
      throw place.error("a string", "a triple-quoted string, which is not read here");
    }
    return new Token.Text(place, quotes.quoted(place, "string"));
  }

  private Token stop(Place place) throws IOException, TermSyntaxException {
    int after = source.peek(1);
    if (after != CharacterSource.END && after != '%' && !isBlank(after)) {
      throw place.error("a term or the end of one", "\".\" without white space behind it");
    }
    source.next();
    return new Token.Stop(place);
  }

  private Token sign(Place place) throws IOException, TermSyntaxException {
    int c = source.next();
    int after = source.peek();
    if (after > 0 && after < 0x7F) {
      String pair = Character.toString(c) + (char) after;
      if (DOUBLE_SIGNS.contains(pair)) {
        source.next();
        return new Token.Sign(place, pair);
      }
    }
    if (SINGLE_SIGNS.indexOf(c) < 0) {
      throw place.error("a term", QuoteLexer.describe(c));
    }
    return new Token.Sign(place, Character.toString(c));
  }

  private String name() throws IOException, TermSyntaxException {
    Place place = source.place();
    StringBuilder name = new StringBuilder();
    while (isNamePart(source.peek())) {
      if (name.length() > QuoteLexer.MAX_ATOM_CHARACTERS) {
        throw place.error("a name of at most 255 characters", "a longer one");
      }
      name.appendCodePoint(source.next());
    }
    return name.toString();
  }

  private static boolean isLower(int c) {
    return c >= 'a' && c <= 'z' || c >= 'ß' && c <= 'ÿ' && c != '÷';
  }

  private static boolean isNamePart(int c) {
    return isLower(c)
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '@'
        || c >= 'À' && c <= 'Þ' && c != '×';
  }
}
