/**
 * Restores over HTTP, in two steps: {@code /api/admin/restore/preview} shows what would change and
 * gives out a confirmation, {@code /api/admin/restore} takes it and does that, once. {@code
 * /api/admin/restore/undo} puts back what a restore, a repair or a compaction has replaced.
 *
 * <p>A refusal is a problem with status 409, except that there is nothing to restore from: 404.
 */
package io.detsguard.http.restore;
