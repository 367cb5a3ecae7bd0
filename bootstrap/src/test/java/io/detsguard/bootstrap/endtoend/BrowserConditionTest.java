package io.detsguard.bootstrap.endtoend;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserConditionTest {
  @Test
  void skipsWithoutBrowserOnAnOrdinaryMachine() {
    assertTrue(BrowserCondition.evaluate(false, Map.of()).isDisabled());
    assertTrue(
        BrowserCondition.evaluate(false, Map.of("DETSGUARD_REQUIRE_BROWSER", "false"))
            .isDisabled());
  }

  @Test
  void skipsNothingWhereABrowserIsRequired() {
    assertFalse(
        BrowserCondition.evaluate(false, Map.of("DETSGUARD_REQUIRE_BROWSER", "true")).isDisabled());
    assertFalse(BrowserCondition.evaluate(false, Map.of("CI", "1")).isDisabled());
  }

  @Test
  void runsWithABrowser() {
    assertFalse(BrowserCondition.evaluate(true, Map.of()).isDisabled());
  }
}
