package io.detsguard.storage.erlang;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/** A program beside Erlang that a single test needs. */
public final class NeededProgram {
  private NeededProgram() {}

  /**
   * Where it is on the search path. Where Erlang is not required, a test that lacks it is reported
   * as skipped.
   */
  public static Path find(String program) {
    Optional<Path> found = ErlangPrograms.onPath(program);
    ConditionEvaluationResult rule = ErlangCondition.evaluate(found.isPresent(), System.getenv());
    Assumptions.assumeFalse(rule.isDisabled(), program + " is not on PATH");
    return found.orElseThrow(() -> new AssertionError(program + " is required, and not on PATH"));
  }
}
