/**
 * Erlang terms as bytes.
 *
 * <p>Checking and hashing a table's objects works on the encoded bytes, in a window over the mapped
 * file ({@link io.detsguard.storage.term.ByteView}): {@link io.detsguard.storage.term.TermScanner}
 * tells whether an object is readable and where its key is, {@link
 * io.detsguard.storage.term.PortableHash} gives the key's slot, and {@link
 * io.detsguard.storage.term.EncodedTermOrder} its place among the keys of the slot. Only where
 * someone looks at a value is it built, as a {@link io.detsguard.domain.term.Term}.
 *
 * <p>Nearly all objects of a table are alike, and most of the time of a check goes into them: what
 * a view has read ahead into an array, {@link io.detsguard.storage.term.PlainScan} accepts if it is
 * made as objects mostly are. It never refuses one; the scanner does.
 *
 * <p>Bytes come from damaged or hostile files. The scanner is the gate: it trusts nothing, and all
 * others take only what it has accepted. Read it first, beside {@code docs/dets-format.md},
 * "External term format, as found in DETS files".
 */
package io.detsguard.storage.term;
