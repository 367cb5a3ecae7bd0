/**
 * Writes tables anew without their free space: beside the old one, checked to the last record and
 * compared by the digest of its records before it gets a name.
 *
 * <p>{@link io.detsguard.storage.compact.DetsTableCompactor} chooses between the verbatim copy of
 * slots and, when unused slots are to be given back, a placement of every key anew. How a live file
 * is replaced is the concern of {@code storage.swap}.
 */
package io.detsguard.storage.compact;
