package io.detsguard.domain.restore;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a table's file was replaced. */
public enum ReplacementCause {
  RESTORE,
  COMPACT,
  REPAIR,
  UNDO;

  /** The name used in JSON and in the names of files. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads what {@link #wireName()} gave. */
  public static Optional<ReplacementCause> ofWireName(String text) {
    return Arrays.stream(values()).filter(cause -> cause.wireName().equals(text)).findFirst();
  }
}
