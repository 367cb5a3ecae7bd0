package io.detsguard.application.port.in;

import io.detsguard.domain.table.TableName;

/** A caller named a table that is not in the catalogue. */
public final class UnknownTableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownTableException(TableName table) {
    super("there is no table " + table + " in the catalogue");
  }
}
