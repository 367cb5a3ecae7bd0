/**
 * Which processes have a file open, as the operating system tells it.
 *
 * <p>{@link io.detsguard.storage.process.ProcFileHolders} reads Linux's {@code /proc}. What it
 * cannot see it says: a restore must never take ignorance for a file that is closed.
 */
package io.detsguard.storage.process;
