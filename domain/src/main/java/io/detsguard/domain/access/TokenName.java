package io.detsguard.domain.access;

import java.util.regex.Pattern;

/**
 * The name by which an API token is listed and revoked.
 *
 * @param value 1 to 50 letters, digits, underscores, dots and hyphens
 */
public record TokenName(String value) {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,49}");

  /** The token that the first start makes. */
  public static final TokenName ADMIN = new TokenName("admin");

  public TokenName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a token's name has 1 to 50 letters, digits or _ . - and does not start with . or -");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
