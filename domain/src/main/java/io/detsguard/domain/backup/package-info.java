/**
 * Backups: what a {@link io.detsguard.domain.backup.Snapshot} is and what its {@link
 * io.detsguard.domain.backup.Manifest} promises, the {@link io.detsguard.domain.backup.Catalog} of
 * all there are, what a {@link io.detsguard.domain.backup.BackupRun} came to, and the {@link
 * io.detsguard.domain.backup.RetentionPolicy} that decides what may go.
 *
 * <p>A snapshot exists only when it was proven: copied by an accepted method, read back record by
 * record, and described by a manifest. Retention is a pure function that never gives up the last
 * proven snapshot of a table.
 */
package io.detsguard.domain.backup;
