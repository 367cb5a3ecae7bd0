package io.detsguard.storage.term.text;

import io.detsguard.domain.term.TermSyntaxException;

/**
 * A character of a text.
 *
 * @param line from 1
 * @param column in characters, from 1
 */
record Place(long line, long column) {
  TermSyntaxException error(String expected, String found) {
    return new TermSyntaxException(line, column, expected, found);
  }
}
