package io.detsguard.bootstrap.cli;

import java.util.Optional;

/** A question to the person at the terminal. */
@FunctionalInterface
public interface Question {
  /** Nobody is there to answer. */
  Question TO_NOBODY = text -> Optional.empty();

  /** The answer as it was typed; empty when there is nobody to ask. */
  Optional<String> ask(String text);
}
