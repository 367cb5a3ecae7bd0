/**
 * What a check of a table file answers: one {@link io.detsguard.domain.check.Verdict verdict} and
 * every {@link io.detsguard.domain.check.Finding finding} that led to it.
 *
 * <p>A finding names a place, what was expected there and what was found; {@link
 * io.detsguard.domain.check.FindingKind} explains each kind in a sentence. Who reads the bytes is
 * storage's concern.
 */
package io.detsguard.domain.check;
