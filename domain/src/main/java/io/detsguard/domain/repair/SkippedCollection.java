package io.detsguard.domain.repair;

/**
 * A collection that could not be saved, or only in part.
 *
 * @param address where it starts, or where its slot says so
 * @param size bytes it claims, its header included; perhaps nonsense
 * @param reason what is wrong with it
 * @param recordsSaved records that were saved from it all the same
 */
public record SkippedCollection(long address, long size, SkipReason reason, long recordsSaved) {}
