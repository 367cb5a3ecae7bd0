/**
 * Records in and out of tables as text: {@link io.detsguard.storage.transfer.DetsTableExporter}
 * writes them in one of three {@link io.detsguard.domain.table.RecordFormat formats}, {@link
 * io.detsguard.storage.transfer.DetsTableImporter} makes a table of Erlang terms. What the formats
 * look like: {@code docs/toolbox.md}.
 */
package io.detsguard.storage.transfer;
