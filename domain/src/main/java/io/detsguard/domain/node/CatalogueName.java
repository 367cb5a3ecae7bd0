package io.detsguard.domain.node;

import io.detsguard.domain.table.TableName;
import java.util.Locale;

/**
 * The name under which a table of a node enters the catalogue. Any term can name a table in Erlang;
 * a {@link TableName} is safe in files, URLs and labels.
 *
 * <p>An atom that is a valid name, quoted or not, stays as it is. Anything else keeps its harmless
 * characters and gets {@code ~} and eight hexadecimal digits of a hash of the whole, so that
 * different terms have different names. The same text always gives the same name.
 */
public final class CatalogueName {
  /** So many characters are kept, so that there is room for two hashes behind them. */
  private static final int KEPT = 80;

  private CatalogueName() {}

  /**
   * The name for a table.
   *
   * @param erlangText as in {@link OpenTable#name}
   */
  public static TableName of(String erlangText) {
    String plain = unquoted(erlangText);
    if (plain.length() <= KEPT && TableName.isValid(plain)) {
      return new TableName(plain);
    }
    String safe =
        plain
            .replaceAll("[^A-Za-z0-9_.@+~-]+", "_")
            .replaceAll("^[^A-Za-z0-9]+", "")
            .replaceAll("_+$", "");
    String stem = safe.isEmpty() ? "table" : safe;
    return marked(stem.substring(0, Math.min(KEPT, stem.length())), erlangText);
  }

  /**
   * The name for another file of that name.
   *
   * @param file what tells the two apart
   */
  public static TableName of(String erlangText, String file) {
    return marked(of(erlangText).value(), file);
  }

  private static TableName marked(String stem, String text) {
    return new TableName(stem + String.format(Locale.ROOT, "~%08x", text.hashCode()));
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 2 && text.startsWith("'") && text.endsWith("'");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
