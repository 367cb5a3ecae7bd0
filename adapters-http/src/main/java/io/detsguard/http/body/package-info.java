/**
 * What requests bring along. A body is one JSON object, read token by token and more strictly than
 * a mapper would.
 *
 * <p>What is unknown, given twice, of another type, or behind the object may hide a mistake that
 * would do something else than was meant, so each is refused with a sentence.
 */
package io.detsguard.http.body;
