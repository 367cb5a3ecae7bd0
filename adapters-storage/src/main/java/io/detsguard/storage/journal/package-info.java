/**
 * Finished runs, one small JSON file each, so that history survives a restart and the pruning of
 * the snapshots it speaks of.
 */
package io.detsguard.storage.journal;
