package io.detsguard.domain.node;

import java.util.regex.Pattern;

/**
 * The name of an Erlang node as the node itself says it: {@code name@host}, long or short.
 *
 * <p>The part before the {@code @} has what Erlang allows there, ASCII letters, digits, {@code _}
 * and {@code -}; the host is a name or an address of version 4 or 6. At most 255 characters, the
 * longest atom. So a name is valid in messages, labels and file names but for the colons of an
 * address.
 */
public record NodeName(String value) implements Comparable<NodeName> {
  private static final int MAX_LENGTH = 255;
  private static final Pattern VALID = Pattern.compile("[0-9A-Za-z_-]+@[0-9A-Za-z_.:-]+");

  public NodeName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "not the name of a node: expected NAME@HOST, a name of letters, digits, _ or - and a"
              + " host, at most 255 characters together");
    }
  }

  /** Tells whether {@code value} can name a node; the way to ask about text from outside. */
  public static boolean isValid(String value) {
    return value.length() <= MAX_LENGTH && VALID.matcher(value).matches();
  }

  /** The part before the {@code @}, by which the node is registered on its host. */
  public String name() {
    return value.substring(0, value.indexOf('@'));
  }

  /** The part behind the {@code @}. */
  public String host() {
    return value.substring(value.indexOf('@') + 1);
  }

  @Override
  public int compareTo(NodeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
