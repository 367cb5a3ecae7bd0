/**
 * Restore drills on the disk: {@link io.detsguard.storage.drill.ScratchRestore} puts a snapshot in
 * a directory of its own and reads it back, {@link io.detsguard.storage.drill.ErlangOpener} lets a
 * real Erlang open it, {@link io.detsguard.storage.drill.FileDrillLog} remembers what came of it.
 */
package io.detsguard.storage.drill;
