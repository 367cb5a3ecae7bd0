package io.detsguard.bootstrap.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of commands that compare tables: which of the keys that differ are named. */
final class KeyOptions {
  private static final int DEFAULT_LIMIT = 100;

  @Option(names = "--keys", description = "Name the keys that differ.")
  private boolean named;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Name at most so many keys (default: " + DEFAULT_LIMIT + ").")
  private int limit = DEFAULT_LIMIT;

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
