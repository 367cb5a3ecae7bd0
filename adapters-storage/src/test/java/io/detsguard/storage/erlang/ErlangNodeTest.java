package io.detsguard.storage.erlang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErlangNodeTest {
  @TempDir Path directory;

  @Test
  @NeedsErlang
  void returnsWhatTheCodePrints() throws Exception {
    assertEquals(
        "ab 3",
        new ErlangNode(directory).run("main([A]) -> io:format(\"~s ~p\", [A, 1 + 2]).", "ab"));
  }

  @Test
  @NeedsErlang
  void failsWhenTheCodeFails() {
    ErlangNode erlang = new ErlangNode(directory);
    AssertionError error =
        assertThrows(AssertionError.class, () -> erlang.run("main([]) -> list_to_integer(\"x\")."));
    assertTrue(error.getMessage().contains("list_to_integer"), error.getMessage());
  }

  @Test
  @NeedsErlang
  void killsCodeThatDoesNotEnd() {
    ErlangNode erlang = new ErlangNode(directory, Duration.ofSeconds(2));
    String endless = "main([]) -> receive never -> ok end.";
    AssertionError error = assertThrows(AssertionError.class, () -> erlang.run(endless));
    assertTrue(error.getMessage().contains("took longer"), error.getMessage());
  }

  @Test
  @NeedsErlang
  void stopsCodeThatPrintsWithoutEnd() {
    ErlangNode erlang = new ErlangNode(directory);
    String endless = "main(A) -> io:put_chars(lists:duplicate(1000, $x)), main(A).";
    AssertionError error = assertThrows(AssertionError.class, () -> erlang.run(endless));
    assertTrue(error.getMessage().contains("printed more"), error.getMessage());
  }

  @Test
  void skipsWithoutErlangUnlessItIsRequired() {
    assertFalse(ErlangCondition.evaluate(true, Map.of()).isDisabled());
    assertTrue(ErlangCondition.evaluate(false, Map.of()).isDisabled());
    assertTrue(
        ErlangCondition.evaluate(false, Map.of("DETSGUARD_REQUIRE_ERLANG", "false")).isDisabled());
    assertFalse(
        ErlangCondition.evaluate(false, Map.of("DETSGUARD_REQUIRE_ERLANG", "true")).isDisabled());
    assertFalse(ErlangCondition.evaluate(false, Map.of("CI", "1")).isDisabled());
  }
}
