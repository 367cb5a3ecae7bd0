/**
 * Getting a table back: what a restore would change, why it is refused, and what it did.
 *
 * <p>{@link io.detsguard.domain.restore.RestorePlan} is shown before anything changes; {@link
 * io.detsguard.domain.restore.RestoreOutcome} says afterwards what became of it. {@link
 * io.detsguard.domain.restore.Occupancy} tells whether a process has the table open, which is the
 * one thing that no restore and no compaction may overlook. How files are swapped is storage's
 * concern; {@code docs/restore.md} tells it in plain words.
 */
package io.detsguard.domain.restore;
