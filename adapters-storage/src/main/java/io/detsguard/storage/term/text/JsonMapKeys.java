package io.detsguard.storage.term.text;

import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.TermWalk;

/** Of which kind the keys of a map are, which decides how JSON shows it. */
enum JsonMapKeys {
  /** Atoms that do not start with a dollar, all of them; also when there is none. */
  FIELD_NAMES,
  /** Binaries of UTF-8, all of them. */
  TEXTS,
  /** Anything else. */
  OTHERS;

  private static final int MAP_HEAD_BYTES = 5;

  /** The kind of the keys of the map at {@code at}, which has so many keys and values. */
  static JsonMapKeys of(ByteView view, long at, long parts) {
    long key = at + MAP_HEAD_BYTES;
    JsonMapKeys all = parts == 0 ? FIELD_NAMES : kind(view, key);
    for (long i = 2; i < parts && all != OTHERS; i += 2) {
      key = TermWalk.end(view, TermWalk.end(view, key));
      all = kind(view, key) == all ? all : OTHERS;
    }
    return all;
  }

  private static JsonMapKeys kind(ByteView view, long key) {
    return TermWalk.atomAt(view, key)
        .map(name -> name.startsWith("$") ? OTHERS : FIELD_NAMES)
        .orElseGet(() -> TermWalk.isBinary(view, key) && isText(view, key) ? TEXTS : OTHERS);
  }

  private static boolean isText(ByteView view, long key) {
    int length = (int) view.u32(key + 1);
    return JsonText.isUtf8(view, key + 5, length);
  }
}
