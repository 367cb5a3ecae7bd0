package io.detsguard.bootstrap.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options of commands that compare tables: which of the keys that differ are named. */
final class KeyOptions implements OptionGroup {
  private static final int DEFAULT_LIMIT = 100;

  private boolean named;
  private int limit = DEFAULT_LIMIT;

  @Override
  public void addTo(CommandSyntax syntax) {
    syntax
        .flag("--keys", given -> named = given, "Name the keys that differ.")
        .number(
            "--limit",
            "N",
            given -> limit = given,
            "Name at most so many keys (default: " + DEFAULT_LIMIT + ").");
  }

  /**
   * How many keys to name, at most.
   *
   * @throws ParameterException when a negative number was given
   */
  int most(CommandSpec command) {
    if (limit < 0) {
      throw new ParameterException(
          command.commandLine(), "--limit: expected 0 or more, found " + limit);
    }
    return named ? limit : 0;
  }
}
