/**
 * What distinguishes two tables: {@link io.detsguard.domain.diff.TableDiff} counts the keys that
 * came, went and changed, and names some of them on request.
 *
 * <p>Keys and records are compared as Erlang terms and never as bytes: how a release encodes an
 * atom, or in which order it stores a map's pairs, makes no difference.
 */
package io.detsguard.domain.diff;
