package io.detsguard.domain.term;

import java.util.List;

/**
 * A reference.
 *
 * @param node the name of the node that made it
 * @param creation which of the node's lives, 32 bits, unsigned
 * @param words one to five numbers of 32 bits, unsigned, in stored order
 */
public record Reference(Atom node, long creation, List<Long> words) implements Term {
  private static final int MAX_WORDS = 5;

  public Reference {
    words = List.copyOf(words);
    if (words.isEmpty() || words.size() > MAX_WORDS) {
      throw new IllegalArgumentException("a reference has 1 to 5 words, not " + words.size());
    }
  }
}
