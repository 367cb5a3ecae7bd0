package io.detsguard.application.port.out;

import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;

/**
 * A table of the catalogue.
 *
 * @param name by which it is known
 * @param location where its owner keeps it; nothing says that it is there
 */
public record LiveTable(TableName name, TableLocation location) {}
