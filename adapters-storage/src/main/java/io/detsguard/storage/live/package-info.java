/**
 * The tables as their owners keep them: which there are, and what one look at each shows.
 *
 * <p>{@link io.detsguard.storage.live.DirectoryLiveTables} joins tables that are mapped by name
 * with those that {@link io.detsguard.storage.live.TableSearch} finds in directories by their
 * content. {@link io.detsguard.storage.live.TableObserver} reads a file only when its stamp has
 * moved; for looks at many tables it opens the searched directories. All of it only reads.
 */
package io.detsguard.storage.live;
