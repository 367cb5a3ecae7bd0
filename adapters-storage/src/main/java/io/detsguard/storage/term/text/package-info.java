/**
 * Erlang terms as text: what people read, type and keep in version control.
 *
 * <p>{@link io.detsguard.storage.term.text.ErlangTermPrinter} writes terms as Erlang's {@code
 * file:consult/1} reads them, {@link io.detsguard.storage.term.text.TermParser} reads such text
 * back, and {@link io.detsguard.storage.term.text.JsonTermPrinter} writes them for tools that know
 * JSON. The notations, and what stands for terms that have none in Erlang itself: {@code
 * docs/toolbox.md}, "Terms as text" and "Terms as JSON".
 *
 * <p>The printers work on encoded bytes and take memory for what is open at a time, not for the
 * record; the parser builds terms, and bounds what it takes.
 */
package io.detsguard.storage.term.text;
