package io.detsguard.domain.table;

import java.util.regex.Pattern;

/**
 * The one name of a table, valid as it stands in URLs, file names and messages.
 *
 * <p>1 to 100 characters: ASCII letters, digits and {@code _ . @ + ~ -}, the first one a letter, a
 * digit or an underscore. So a name holds no path separator, is never hidden, never reads as an
 * option, and stays itself in any character set.
 */
public record TableName(String value) implements Comparable<TableName> {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+~-]{0,99}");

  public TableName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "not a table name: a name has 1 to 100 letters, digits or _ . @ + ~ - and starts with a"
              + " letter, a digit or _");
    }
  }

  /** Tells whether {@code value} can name a table; the way to ask about text from outside. */
  public static boolean isValid(String value) {
    return VALID.matcher(value).matches();
  }

  // As a record has them; but its own are put together, of classes made for them, when a process
  // first asks for one, and every command does.

  @Override
  public boolean equals(Object other) {
    return other instanceof TableName name && name.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(TableName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
