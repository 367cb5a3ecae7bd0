package io.detsguard.application.service;

import io.detsguard.domain.backup.Snapshot;
import java.util.Optional;

/**
 * The newest snapshots of one table.
 *
 * @param proven the newest that counts as a backup
 * @param salvaged the newest of all, if that is a salvaged one
 */
record NewestSnapshots(Optional<Snapshot> proven, Optional<Snapshot> salvaged) {}
