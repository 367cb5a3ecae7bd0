package io.detsguard.domain.table;

/**
 * The slots of a table.
 *
 * @param min the number it was created with and never falls below
 * @param used the number that exist now, empty ones included
 * @param max the ceiling of its growth
 */
public record SlotCounts(long min, long used, long max) {}
