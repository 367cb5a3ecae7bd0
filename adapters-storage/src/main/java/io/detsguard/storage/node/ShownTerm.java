package io.detsguard.storage.node;

import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.term.text.ErlangTermPrinter;

/** Terms of nodes as they stand in messages: Erlang text of bounded length. */
final class ShownTerm {
  private ShownTerm() {}

  static String of(Term term) {
    String text = ErlangTermPrinter.text(term);
    return text.length() <= OpenTable.MAX_NAME_LENGTH
        ? text
        : text.substring(0, OpenTable.MAX_NAME_LENGTH - 1) + "…";
  }
}
