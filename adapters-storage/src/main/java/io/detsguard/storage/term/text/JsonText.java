package io.detsguard.storage.term.text;

import io.detsguard.storage.term.ByteView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings of JSON. */
final class JsonText {
  private JsonText() {}

  /** Tells whether the bytes are UTF-8, which a string of JSON can hold whatever it says. */
  static boolean isUtf8(ByteView view, long at, int length) {
    byte[] bytes = view.copy(at, length);
    for (byte b : bytes) {
      if (b < 0) {
        byte[] back = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(bytes, back);
      }
    }
    return true;
  }

  /** Writes a string with its quotes; only what JSON or a terminal cannot stand is escaped. */
  static void write(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < 0x20 || c >= 0x7F && !Character.isSurrogate(c) && !QuotedText.isPrintable(c)) {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
