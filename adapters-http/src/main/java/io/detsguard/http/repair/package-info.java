/**
 * Repairs over HTTP, in two steps: {@code /api/admin/repair/preview} shows what would be saved and
 * gives out a confirmation, {@code /api/admin/repair} takes it and puts the repaired table in
 * place, or beside the damaged one.
 */
package io.detsguard.http.repair;
