package io.detsguard.domain.health;

import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.table.TableName;
import java.util.Optional;

/**
 * All that health is judged by, for one table.
 *
 * @param table which table
 * @param observation what its live file shows
 * @param newestProven its newest proven snapshot, if it has one
 */
public record TableFacts(
    TableName table, TableObservation observation, Optional<Snapshot> newestProven) {}
