package io.detsguard.bootstrap.cli;

import io.detsguard.domain.table.TableName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Takes arguments for names of tables. */
final class TableArguments {
  private TableArguments() {}

  /**
   * The tables of these names.
   *
   * @throws ParameterException when one of them cannot be a table's name
   */
  static Set<TableName> of(CommandSpec command, List<String> names) {
    Set<TableName> tables = new LinkedHashSet<>();
    for (String name : names) {
      if (!TableName.isValid(name)) {
        throw new ParameterException(
            command.commandLine(),
            "expected a table name (1 to 100 letters, digits or _ . @ + ~ -), found \""
                + name
                + '"');
      }
      tables.add(new TableName(name));
    }
    return tables;
  }
}
