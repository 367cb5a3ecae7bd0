package io.detsguard.storage.term.text;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.ExternalFun;
import io.detsguard.domain.term.IntegerTerm;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads the terms that hold no others: atoms, numbers, strings, binaries and names of functions.
 */
final class ScalarParser {
  private static final BigInteger MAX_ARITY = BigInteger.valueOf(255);

  /** Bytes are most of what there is in large terms, and need not be there a thousand times. */
  private static final List<IntegerTerm> BYTES =
      IntStream.range(0, 256).mapToObj(value -> Term.integer(value)).toList();

  private final TermLexer lexer;
  private final BinaryParser binaries;
  private long parts;

  ScalarParser(TermLexer lexer) {
    this.lexer = lexer;
    this.binaries = new BinaryParser(lexer);
  }

  /** For how many terms the one read last counts. */
  long parts() {
    return parts;
  }

  /** The term that starts with {@code token}, which has been taken. */
  Term parse(Token token) throws IOException, TermSyntaxException {
    parts = 0;
    return switch (token) {
      case Token.Whole whole -> integer(whole.value());
      case Token.Real real -> Term.real(real.value());
      case Token.Text text -> string(text);
      case Token.Word word when !word.isReserved() -> atom(word);
      case Token.Word word when word.name().equals("fun") -> function();
      case Token.Sign sign when sign.text().equals("<<") -> binaries.rest();
      case Token.Sign sign when sign.text().equals("-") || sign.text().equals("+") ->
          signed(sign.text().equals("-"));
      default -> throw token.place().error("a term", token.describe());
    };
  }

  private static Term integer(BigInteger value) {
    return value.bitLength() <= 8 && value.signum() >= 0
        ? BYTES.get(value.intValue())
        : Term.integer(value);
  }

  private Term signed(boolean negative) throws IOException, TermSyntaxException {
    Token number = lexer.next();
    return switch (number) {
      case Token.Whole whole -> integer(negative ? whole.value().negate() : whole.value());
      case Token.Real real -> Term.real(negative ? -real.value() : real.value());
      default -> throw number.place().error("a number behind its sign", number.describe());
    };
  }

  private static Term atom(Token.Word word) throws TermSyntaxException {
    if (word.name().codePointCount(0, word.name().length()) > QuoteLexer.MAX_ATOM_CHARACTERS) {
      throw word.place().error("an atom of at most 255 characters", "a longer one");
    }
    return new Atom(word.name());
  }

  /** Strings in a row are one, as in Erlang. */
  private Term string(Token.Text first) throws IOException, TermSyntaxException {
    List<Term> characters = new ArrayList<>();
    add(first.content(), characters);
    while (lexer.peek() instanceof Token.Text more) {
      lexer.next();
      add(more.content(), characters);
      if (characters.size() > TermParser.MAX_PARTS) {
        break; // the caller counts them, and says so
      }
    }
    parts = characters.size();
    return Term.list(characters);
  }

  private static void add(String text, List<Term> characters) {
    text.codePoints()
        .mapToObj(BigInteger::valueOf)
        .map(ScalarParser::integer)
        .forEach(characters::add);
  }

  private Term function() throws IOException, TermSyntaxException {
    Atom module = name("a module's name after \"fun\": only fun module:function/arity is a term");
    require(":");
    Atom function = name("a function's name");
    require("/");
    Token arity = lexer.next();
    if (arity instanceof Token.Whole(Place place, BigInteger value)
        && value.compareTo(MAX_ARITY) <= 0) {
      return new ExternalFun(module, function, value.intValue());
    }
    throw arity.place().error("a number of arguments from 0 to 255", arity.describe());
  }

  private Atom name(String what) throws IOException, TermSyntaxException {
    Token token = lexer.next();
    if (token instanceof Token.Word word && !word.isReserved()) {
      return (Atom) atom(word);
    }
    throw token.place().error(what, token.describe());
  }

  private void require(String sign) throws IOException, TermSyntaxException {
    if (!lexer.take(sign)) {
      Token token = lexer.peek();
      throw token.place().error('"' + sign + '"', token.describe());
    }
  }
}
