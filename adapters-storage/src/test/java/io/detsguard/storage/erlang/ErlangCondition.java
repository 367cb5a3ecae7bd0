package io.detsguard.storage.erlang;

import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The rule of {@link NeedsErlang}. */
final class ErlangCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return evaluate(ErlangNode.escript().isPresent(), System.getenv());
  }

  static ConditionEvaluationResult evaluate(boolean found, Map<String, String> environment) {
    if (found) {
      return ConditionEvaluationResult.enabled("Erlang is on PATH");
    }
    boolean required =
        "true".equals(environment.get("DETSGUARD_REQUIRE_ERLANG")) || environment.containsKey("CI");
    return required
        ? ConditionEvaluationResult.enabled("Erlang is required here, and is not on PATH")
        : ConditionEvaluationResult.disabled("Erlang is not on PATH");
  }
}
