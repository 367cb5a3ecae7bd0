/**
 * Puts another file in the place of a live table, and keeps the one that was there.
 *
 * <p>Beside {@code task_queue.dets} lie, while it is replaced and afterwards:
 *
 * <pre>
 *  .detsguard.lock                                         who replaces a table here, if anybody
 *  .task_queue.dets.detsguard.tmp                          the new file, until it has the name
 *  .task_queue.dets.detsguard-kept.tmp                     a copy of the old one, where there are no
 *                                                          hard links, until it is complete
 *  task_queue.dets.before-restore-2026-02-11T14-30-00      the file that a restore replaced
 *  task_queue.dets.before-undo-…, …before-compact-…        likewise
 *  task_queue.dets.before-repair-…                         the damaged file that a repair replaced
 *  task_queue.dets.repaired-2026-02-11T14-30-00            a repaired table that replaced nothing
 *  task_queue.dets.none-before-restore-…                   empty: there was no file to replace
 * </pre>
 *
 * <p>{@link io.detsguard.storage.swap.FileSwap} is the order of operations. Whatever a kill leaves
 * behind is recognised by name and inode, and cleared away by the next swap. None of the names is
 * one that Erlang uses, and the search for tables passes all of them over.
 */
package io.detsguard.storage.swap;
