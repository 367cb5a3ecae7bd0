package io.detsguard.storage.term.text;

import io.detsguard.storage.term.ByteView;
import java.nio.charset.StandardCharsets;

/** Binaries and lists of bytes that are text to a person. */
final class BinaryText {
  /** Longer ones are written as numbers, so that no large text is made of them at once. */
  private static final int LONGEST_TEXT_BYTES = 1 << 20;

  private BinaryText() {}

  /** Tells whether the bytes are UTF-8 in which every character can be shown. */
  static boolean isText(ByteView view, long at, int length) {
    if (length > LONGEST_TEXT_BYTES) {
      return false;
    }
    int ascii = asciiTextLength(view, at, length);
    return ascii == length || isUtf8Text(view, at + ascii, length - ascii);
  }

  /** Tells whether the bytes are ASCII that can be shown. */
  static boolean isAsciiText(ByteView view, long at, int length) {
    return asciiTextLength(view, at, length) == length;
  }

  /** Writes a binary that is text. */
  static void writeText(ByteView view, long at, int length, StringBuilder text) {
    if (length == 0) {
      text.append("<<>>");
      return;
    }
    text.append("<<\"");
    String content = utf8(view, at, length);
    content.codePoints().forEach(c -> QuotedText.write(c, '"', text));
    // Without it every character would be cut down to one byte.
    text.append(content.length() == length ? "\">>" : "\"/utf8>>");
  }

  /** The bytes as a string, where what is not UTF-8 becomes the replacement character. */
  static String utf8(ByteView view, long at, int length) {
    return new String(view.copy(at, length), StandardCharsets.UTF_8);
  }

  private static int asciiTextLength(ByteView view, long at, int length) {
    for (int i = 0; i < length; i++) {
      int c = view.u8(at + i);
      if (c >= 0x7F || !QuotedText.isPrintable(c)) {
        return i;
      }
    }
    return length;
  }

  private static boolean isUtf8Text(ByteView view, long at, int length) {
    String text = utf8(view, at, length);
    return text.getBytes(StandardCharsets.UTF_8).length == length
        && text.indexOf('\uFFFD') < 0
        && text.codePoints().allMatch(QuotedText::isPrintable);
  }
}
