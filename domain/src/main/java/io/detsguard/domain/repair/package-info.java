/**
 * What a repair answers: the records it saved, and everything it could not save or had to decide.
 *
 * <p>A repair reads a table that Erlang would not open, or would open with losses, and writes what
 * is left of it as a new table. {@link io.detsguard.domain.repair.RepairReport} says what came of
 * it; {@link io.detsguard.domain.repair.LossReport} is the part that tells whether to be content.
 * How bytes become these values is storage's concern, and {@code docs/repair.md} tells it in plain
 * words.
 */
package io.detsguard.domain.repair;
