/**
 * Compactions over HTTP, in two steps: {@code /api/admin/compact/preview} shows what would be won
 * and gives out a confirmation, {@code /api/admin/compact} takes it and does that, once.
 */
package io.detsguard.http.compact;
