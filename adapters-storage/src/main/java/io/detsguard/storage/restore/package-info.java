/**
 * Puts snapshots where a table is to be: in place of the live file, by {@code storage.swap}, or
 * under a free name elsewhere.
 *
 * <p>The bytes are compared with the manifest while they are copied, and every record is read back
 * from the copy before it gets its name.
 */
package io.detsguard.storage.restore;
