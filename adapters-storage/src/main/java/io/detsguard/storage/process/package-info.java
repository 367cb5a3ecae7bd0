/**
 * What the operating system knows of processes: which of them have a file open, and how urgent the
 * threads of this one are.
 *
 * <p>{@link io.detsguard.storage.process.ProcFileHolders} reads Linux's {@code /proc}. What it
 * cannot see it says: a restore must never take ignorance for a file that is closed.
 */
package io.detsguard.storage.process;
