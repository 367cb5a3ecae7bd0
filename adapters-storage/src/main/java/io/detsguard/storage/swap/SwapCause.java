package io.detsguard.storage.swap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a file is replaced; part of the name of the one that was replaced. */
public enum SwapCause {
  RESTORE,
  COMPACT,
  UNDO;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SwapCause> ofWord(String word) {
    return Arrays.stream(values()).filter(cause -> cause.word().equals(word)).findFirst();
  }
}
