package io.detsguard.domain.node;

import java.util.Locale;

/** For what a table was opened. */
public enum TableAccess {
  READ,
  READ_WRITE;

  /** The name used in JSON, which is also the atom that {@code dets:info/2} gives. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
