package io.detsguard.domain.drill;

import java.util.Locale;

/** What an Erlang had to say of a restored table. */
public enum ErlangProof {
  /** None is configured, or the table had failed before. */
  NOT_ASKED,
  /** It opened the table without repair, and counted as many records as the manifest. */
  OPENED;

  /** The name used in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
