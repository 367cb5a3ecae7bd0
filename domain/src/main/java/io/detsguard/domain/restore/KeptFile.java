package io.detsguard.domain.restore;

import io.detsguard.domain.table.TableLocation;
import java.time.Instant;

/**
 * What was in a table's place before, and lies beside it since.
 *
 * @param location where it lies
 * @param cause what replaced it
 * @param at when, to the second
 * @param absence whether it only notes that there was no file, so that to put it back is to take
 *     the present one away
 */
public record KeptFile(
    TableLocation location, ReplacementCause cause, Instant at, boolean absence) {}
