package io.detsguard.storage.term.text;

import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The characters (code points) of a text in UTF-8, three of them ahead, with their places.
 *
 * <p>Bytes that are no UTF-8 end the text; {@link #checkEnd} tells such an end from a real one.
 */
final class CharacterSource {
  /** Stands for the end of the text. */
  static final int END = -1;

  private static final int BUFFER_CHARACTERS = 1 << 13;
  private static final int LOOK_AHEAD = 3;

  private final InputStream bytes;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer undecoded = ByteBuffer.allocate(BUFFER_CHARACTERS).flip();
  private final char[] buffer = new char[BUFFER_CHARACTERS];
  private int at;
  private int filled;
  private boolean ended;
  private boolean malformed;
  private long line = 1;
  private long column = 1;
  private long taken;

  /** The characters of a text, which is not closed here. */
  CharacterSource(InputStream bytes) {
    this.bytes = bytes;
  }

  /** At the {@link #END}: makes sure that the text does not go on with bytes that are no text. */
  void checkEnd() throws TermSyntaxException {
    if (malformed) {
      throw place().error("UTF-8", "bytes that are not");
    }
  }

  /** The next character, which stays. */
  int peek() throws IOException {
    return peek(0);
  }

  /**
   * A character further on, which stays.
   *
   * @param ahead 0 to 2; counted in UTF-16 units, which is all the same where the ones before are
   *     ASCII
   */
  int peek(int ahead) throws IOException {
    if (filled - at < 2 * LOOK_AHEAD) {
      fill();
    }
    int position = at + ahead;
    return position < filled ? Character.codePointAt(buffer, position, filled) : END;
  }

  /** The next character, which is taken. */
  int next() throws IOException {
    int c = peek();
    if (c == END) {
      return END;
    }
    at += Character.charCount(c);
    taken++;
    if (c == '\n') {
      line++;
      column = 1;
    } else {
      column++;
    }
    return c;
  }

  /** Where the next character is. */
  Place place() {
    return new Place(line, column);
  }

  /** How many have been taken. */
  long taken() {
    return taken;
  }

  private void fill() throws IOException {
    if (ended) {
      return;
    }
    System.arraycopy(buffer, at, buffer, 0, filled - at);
    filled -= at;
    at = 0;
    while (!ended && filled < 2 * LOOK_AHEAD) {
      decode(readMore());
    }
  }

  private boolean readMore() throws IOException {
    undecoded.compact();
    int count = bytes.read(undecoded.array(), undecoded.position(), undecoded.remaining());
    undecoded.position(undecoded.position() + Math.max(0, count)).flip();
    return count >= 0;
  }

  private void decode(boolean more) {
    CharBuffer target = CharBuffer.wrap(buffer, filled, buffer.length - filled);
    CoderResult result = decoder.decode(undecoded, target, !more);
    filled = target.position();
    malformed = result.isError();
    ended = malformed || !more && result.isUnderflow();
  }
}
