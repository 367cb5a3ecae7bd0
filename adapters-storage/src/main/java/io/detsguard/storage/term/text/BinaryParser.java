package io.detsguard.storage.term.text;

import io.detsguard.domain.term.Bitstring;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads binaries and bitstrings: {@code <<1,2,3:4>>}, {@code <<"text">>}, {@code
 * <<"größer"/utf8>>}.
 *
 * <p>A segment is an integer with an optional size in bits, or a string; its type is {@code
 * integer} (also {@code little}) or {@code utf8}. A number that does not fit its size is refused,
 * where Erlang would silently cut it.
 */
final class BinaryParser {
  private static final int MAX_SEGMENT_BITS = 1 << 14;
  private static final String ENDS = "\",\" or \">>\"";

  private final TermLexer lexer;
  private final BitSink bits = new BitSink();

  BinaryParser(TermLexer lexer) {
    this.lexer = lexer;
  }

  /** The binary whose opening sign has been taken. */
  Term rest() throws IOException, TermSyntaxException {
    bits.clear();
    if (lexer.take(">>")) {
      return bits.toTerm();
    }
    while (true) {
      segment();
      Token behind = lexer.next();
      if (behind instanceof Token.Sign(Place place, String sign) && sign.equals(">>")) {
        return bits.toTerm();
      }
      if (!(behind instanceof Token.Sign(Place place, String sign)) || !sign.equals(",")) {
        throw behind.place().error(ENDS, behind.describe());
      }
    }
  }

  private void segment() throws IOException, TermSyntaxException {
    Token value = lexer.next();
    boolean negative = value instanceof Token.Sign(Place place, String sign) && sign.equals("-");
    if (negative) {
      value = lexer.next();
    }
    switch (value) {
      case Token.Whole whole ->
          integer(negative ? whole.value().negate() : whole.value(), value.place());
      case Token.Text text when !negative -> string(text);
      default -> throw value.place().error("a byte or a string", value.describe());
    }
  }

  private void integer(BigInteger value, Place place) throws IOException, TermSyntaxException {
    int size = lexer.take(":") ? size() : 8;
    boolean little = lexer.take("/") && isLittle(place);
    boolean fits = value.signum() < 0 ? value.bitLength() < size : value.bitLength() <= size;
    if (!fits) {
      throw place.error("a number of " + size + " bits", value.bitLength() + " bits");
    }
    if (little && size % 8 != 0) {
      throw place.error("whole bytes in a little-endian number", size + " bits");
    }
    bits.integer(value, size, little);
  }

  private int size() throws IOException, TermSyntaxException {
    Token size = lexer.next();
    if (size instanceof Token.Whole(Place place, BigInteger value)
        && value.bitLength() < 32
        && value.intValue() <= MAX_SEGMENT_BITS) {
      return value.intValue();
    }
    throw size.place().error("a size of 0 to " + MAX_SEGMENT_BITS + " bits", size.describe());
  }

  /** Reads the types of a number, which say nothing new but for the order of its bytes. */
  private boolean isLittle(Place place) throws IOException, TermSyntaxException {
    boolean little = false;
    do {
      Token type = lexer.next();
      String name = type instanceof Token.Word word ? word.name() : "";
      switch (name) {
        case "integer", "unsigned", "signed", "big" -> {}
        case "little" -> little = true;
        default ->
            throw type.place().error("integer, unsigned, signed, big or little", type.describe());
      }
    } while (lexer.take("-"));
    return little;
  }

  private void string(Token.Text text) throws IOException, TermSyntaxException {
    if (lexer.take("/")) {
      Token type = lexer.next();
      if (!(type instanceof Token.Word word) || !word.name().equals("utf8")) {
        throw type.place().error("utf8", type.describe());
      }
      bits.bytes(text.content().getBytes(StandardCharsets.UTF_8));
      return;
    }
    if (text.content().codePoints().anyMatch(c -> c > 0xFF)) {
      throw text.place().error("characters of one byte, or /utf8 behind the string", "others");
    }
    bits.bytes(text.content().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Bits one after the other. */
  private static final class BitSink {
    private byte[] bytes = new byte[64];
    private long length;

    void clear() {
      bytes = new byte[64];
      length = 0;
    }

    Term toTerm() {
      int whole = (int) ((length + 7) / 8);
      int lastBits = length % 8 == 0 ? 8 : (int) (length % 8);
      return new Bitstring(Arrays.copyOf(bytes, whole), lastBits);
    }

    void bytes(byte[] more) {
      for (byte b : more) {
        add(b & 0xFF, 8);
      }
    }

    void integer(BigInteger value, int size, boolean little) {
      if (little) {
        for (int at = 0; at < size; at += 8) {
          add(value.shiftRight(at).intValue() & 0xFF, 8);
        }
        return;
      }
      int head = size % 8;
      if (head > 0) {
        add(value.shiftRight(size - head).intValue() & (1 << head) - 1, head);
      }
      for (int at = size - head - 8; at >= 0; at -= 8) {
        add(value.shiftRight(at).intValue() & 0xFF, 8);
      }
    }

    private void add(int value, int count) {
      int at = (int) (length / 8);
      if (at + 2 > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
      }
      int shifted = value << 16 - count - (int) (length % 8);
      bytes[at] |= (byte) (shifted >>> 8);
      bytes[at + 1] |= (byte) shifted;
      length += count;
    }
  }
}
