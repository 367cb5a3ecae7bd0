/**
 * Erlang terms as values: what a table's objects are made of.
 *
 * <p>{@link io.detsguard.domain.term.Term} is the sealed tree, and has factories for the common
 * kinds. Terms are built where someone looks at a value or writes one; checks and copies of tables
 * work on the encoded bytes and never come here.
 *
 * <p>All terms are immutable. Their {@code equals}, {@code hashCode} and {@code toString} are those
 * of records and walk a term recursively: they are for terms of ordinary depth, a few thousand
 * levels, and a decoded term of unknown origin may be deeper. Equality here is equality of the
 * representation, which differs from Erlang's {@code =:=} in two points: the pairs of maps are
 * ordered, and the positive and the negative zero are two floats, as they are from OTP 27 on.
 */
package io.detsguard.domain.term;
