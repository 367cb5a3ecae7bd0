package io.detsguard.domain.backup;

import java.util.regex.Pattern;

/**
 * Names one backup run, in addresses, logs and the journal.
 *
 * @param value 1 to 64 lower-case letters, digits and hyphens
 */
public record RunId(String value) {
  private static final Pattern VALID = Pattern.compile("[a-z0-9-]{1,64}");

  public RunId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not the id of a run");
    }
  }

  /** Tells whether {@code value} can name a run; the way to ask about text from outside. */
  public static boolean isValid(String value) {
    return VALID.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
