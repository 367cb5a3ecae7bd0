package io.detsguard.http;

/**
 * What the HTTP adapter has to be told.
 *
 * @param sampleTables whether the tables are samples that the service made for itself
 * @param deadlines how long a connection may take for each thing it does
 */
public record HttpSettings(boolean sampleTables, ConnectionDeadlines deadlines) {}
