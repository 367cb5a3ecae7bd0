package io.detsguard.http.body;

import io.detsguard.domain.table.TableName;
import io.detsguard.http.problem.BadRequestException;

/** The parameter {@code table} of a query. */
public final class TableParameter {
  private TableParameter() {}

  /**
   * Reads the name of a table.
   *
   * @throws BadRequestException when the text is none
   */
  public static TableName read(String text) {
    if (!TableName.isValid(text)) {
      throw new BadRequestException("The parameter table is not the name of a table.");
    }
    return new TableName(text);
  }
}
