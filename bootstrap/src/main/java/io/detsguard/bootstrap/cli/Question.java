package io.detsguard.bootstrap.cli;

import java.util.Locale;
import java.util.Optional;

/** A question to the person at the terminal. */
@FunctionalInterface
public interface Question {
  /** The answer as it was typed; empty when there is nobody to ask. */
  Optional<String> ask(String text);

  /**
   * Whether whoever is there agrees. Only a person at a terminal is asked: what is replaced is
   * kept, so a script needs no question.
   *
   * @param deed what would be done, as a question
   */
  default boolean agreesTo(String deed) {
    return ask(deed + " [y/N] ")
        .map(answer -> answer.strip().toLowerCase(Locale.ROOT).startsWith("y"))
        .orElse(true);
  }
}
