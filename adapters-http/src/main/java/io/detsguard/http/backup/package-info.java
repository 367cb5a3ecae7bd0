/**
 * Backups over HTTP: asking for a run and following it ({@link
 * io.detsguard.http.backup.BackupController}), and the catalogue of snapshots ({@link
 * io.detsguard.http.backup.SnapshotsController}).
 *
 * <p>A request that waits for its run holds no thread: the controller hands the run's future to the
 * server, which answers when it completes.
 */
package io.detsguard.http.backup;
