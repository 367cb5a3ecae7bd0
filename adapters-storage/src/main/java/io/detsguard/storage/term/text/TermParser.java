package io.detsguard.storage.term.text;

import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TermSyntaxException;
import io.detsguard.storage.term.TermScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads terms from text in UTF-8: each ended by a full stop, as {@code file:consult/1} wants them.
 *
 * <p>It takes all that Erlang takes for a term without evaluating anything, apart from what {@code
 * docs/toolbox.md}, "Terms as text", leaves out. The first fault ends the reading, with its line
 * and column. Text may come from anywhere: nothing recurses, and depth, numbers of terms and
 * characters are bounded for each term.
 */
public final class TermParser {
  /** How many containers may be open at once: as many as a stored record may have. */
  public static final int MAX_DEPTH = TermScanner.MAX_DEPTH;

  /** Terms within one; a character of a string counts as one. */
  public static final int MAX_PARTS = 2_000_000;

  /** Characters of one term, its comments included. */
  public static final long MAX_CHARACTERS = 1L << 28;

  private final CharacterSource source;
  private final TermLexer lexer;
  private final ScalarParser scalars;
  private final Deque<OpenText> open = new ArrayDeque<>();
  private Place start = new Place(1, 1);
  private long startCharacters;
  private long parts;

  /** A parser of a text, which is not closed here. */
  public TermParser(InputStream utf8) {
    this.source = new CharacterSource(utf8);
    this.lexer = new TermLexer(source, MAX_PARTS);
    this.scalars = new ScalarParser(lexer);
  }

  /** The one term that is the whole text; a full stop behind it is fine. */
  public static Term parse(String text) throws TermSyntaxException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    try {
      return new TermParser(new ByteArrayInputStream(utf8)).only();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail", e);
    }
  }

  /** The next term and its full stop; empty at the end of the text. */
  public Optional<Term> next() throws IOException, TermSyntaxException {
    start = lexer.peek().place();
    if (lexer.peek() instanceof Token.End) {
      return Optional.empty();
    }
    Term term = term();
    Token stop = lexer.next();
    if (!(stop instanceof Token.Stop)) {
      throw stop.place().error("the full stop that ends a term", stop.describe());
    }
    return Optional.of(term);
  }

  /** An error about the term read last as a whole. */
  public TermSyntaxException error(String expected, String found) {
    return start.error(expected, found);
  }

  private Term only() throws IOException, TermSyntaxException {
    Term term = term();
    Token token = lexer.next();
    if (token instanceof Token.Stop) {
      token = lexer.next();
    }
    if (!(token instanceof Token.End)) {
      throw token.place().error("the end of the term", token.describe());
    }
    return term;
  }

  private Term term() throws IOException, TermSyntaxException {
    open.clear();
    parts = 0;
    startCharacters = source.taken();
    while (true) {
      Token token = lexer.next();
      Optional<Term> term = opened(token) ? closedAtOnce() : Optional.of(scalar(token));
      while (term.isPresent()) {
        if (open.isEmpty()) {
          return term.get();
        }
        term = delivered(term.get());
      }
    }
  }

  private boolean opened(Token token) throws IOException, TermSyntaxException {
    if (!(token instanceof Token.Sign(Place place, String sign))) {
      return false;
    }
    switch (sign) {
      case "{" -> open(new OpenText.OpenTuple(place));
      case "[" -> open(new OpenText.OpenList(place));
      case "#" -> {
        Token brace = lexer.next();
        if (!(brace instanceof Token.Sign(Place at, String text)) || !text.equals("{")) {
          throw brace.place().error("\"{\" after \"#\": records are not read", brace.describe());
        }
        open(new OpenText.OpenMap(place));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void open(OpenText container) throws TermSyntaxException {
    if (open.size() == MAX_DEPTH) {
      throw container.place().error("at most " + MAX_DEPTH + " open brackets", "one more");
    }
    open.push(container);
  }

  /** The container just opened, if nothing is in it. */
  private Optional<Term> closedAtOnce() throws IOException, TermSyntaxException {
    return lexer.take(open.peek().end()) ? Optional.of(open.pop().term()) : Optional.empty();
  }

  /** Gives a term to the innermost container, and takes that out when it is complete. */
  private Optional<Term> delivered(Term term) throws IOException, TermSyntaxException {
    open.peek().add(term);
    Token behind = lexer.next();
    count(1, behind.place());
    return open.peek().endsWith(behind) ? Optional.of(open.pop().term()) : Optional.empty();
  }

  private Term scalar(Token token) throws IOException, TermSyntaxException {
    Term term = scalars.parse(token);
    count(scalars.parts(), token.place());
    return term;
  }

  private void count(long more, Place place) throws TermSyntaxException {
    parts += more;
    if (parts > MAX_PARTS) {
      throw place.error("at most " + MAX_PARTS + " terms within one", "more");
    }
    if (source.taken() - startCharacters > MAX_CHARACTERS) {
      throw place.error("at most " + MAX_CHARACTERS + " characters in a term", "more");
    }
  }
}
