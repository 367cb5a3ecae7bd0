/**
 * Files that must survive: the one place where anything is created, forced, renamed, linked or
 * deleted.
 *
 * <p>{@link io.detsguard.storage.file.DurableFiles} is the seam; tests put one behind it that fails
 * at the n-th call, so every claim about crashes can be tried. {@link
 * io.detsguard.storage.file.AtomicFile} knows how a file appears whole or not at all. Nothing else
 * in the project renames or forces.
 *
 * <p>Beside it lies what only reads: {@link io.detsguard.storage.file.FileStamp}, by which a file
 * is recognised without opening it, and {@link io.detsguard.storage.file.Sha256}.
 */
package io.detsguard.storage.file;
