package io.detsguard.bootstrap.endtoend;

import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The rule of {@link NeedsBrowser}. */
final class BrowserCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return evaluate(Chromium.executable().isPresent(), System.getenv());
  }

  static ConditionEvaluationResult evaluate(boolean found, Map<String, String> environment) {
    if (found) {
      return ConditionEvaluationResult.enabled("Chromium is on PATH");
    }
    boolean required =
        "true".equals(environment.get("DETSGUARD_REQUIRE_BROWSER"))
            || environment.containsKey("CI");
    return required
        ? ConditionEvaluationResult.enabled("Chromium is required here, and is not on PATH")
        : ConditionEvaluationResult.disabled("Chromium is not on PATH");
  }
}
