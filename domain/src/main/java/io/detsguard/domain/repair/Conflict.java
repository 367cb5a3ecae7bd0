package io.detsguard.domain.repair;

/**
 * One key with different records in two places of the file.
 *
 * @param keptAt the byte where the believed record's entry starts
 * @param otherAt the byte where the other's entry starts
 * @param rule what decided
 */
public record Conflict(long keptAt, long otherAt, ConflictRule rule) {}
