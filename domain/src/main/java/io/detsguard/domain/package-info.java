/**
 * What DetsGuard knows, as values and pure functions: {@link io.detsguard.domain.table tables},
 * {@link io.detsguard.domain.check the checks a table must stand}, {@link
 * io.detsguard.domain.backup backups and retention} and {@link io.detsguard.domain.health health}.
 *
 * <p>Depends on the JDK alone. Nothing here reads a file, asks the clock or knows a framework; time
 * and bytes arrive as arguments. Read {@link io.detsguard.domain.backup} first: the promise of the
 * product is there.
 */
package io.detsguard.domain;
