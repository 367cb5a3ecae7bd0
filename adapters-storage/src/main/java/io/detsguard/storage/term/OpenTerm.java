package io.detsguard.storage.term;

import io.detsguard.domain.term.ListTerm;
import io.detsguard.domain.term.MapTerm;
import io.detsguard.domain.term.Nil;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import java.util.ArrayList;
import java.util.List;

/** A tuple, list or map of which not all parts are built yet. */
final class OpenTerm {
  private final int tag;
  private final List<Term> parts = new ArrayList<>();
  private long left;

  /** The container whose tag is at {@code at}. */
  OpenTerm(ByteView view, long at) {
    this.tag = view.u8(at);
    this.left = TermShape.children(view, at);
  }

  /** Tells whether there is a container with at least one part at {@code at}. */
  static boolean isAt(ByteView view, long at) {
    return switch (view.u8(at)) {
      case TermTag.SMALL_TUPLE, TermTag.LARGE_TUPLE, TermTag.LIST, TermTag.MAP ->
          TermShape.children(view, at) > 0;
      default -> false;
    };
  }

  /** Tells whether this is a list whose tail, at {@code at}, is a list again: one list in parts. */
  boolean goesOnAt(ByteView view, long at) {
    return tag == TermTag.LIST && left == 1 && view.u8(at) == TermTag.LIST;
  }

  /** Takes the elements of the tail for more of its own. */
  void enterTail(ByteView view, long at) {
    left = TermShape.children(view, at);
  }

  /** Takes the next part, and tells whether it was the last one. */
  boolean isCompletedBy(Term part) {
    parts.add(part);
    left--;
    return left == 0;
  }

  /** The term, once it is complete. */
  Term term() {
    return switch (tag) {
      case TermTag.LIST -> list();
      case TermTag.MAP -> map();
      default -> new TupleTerm(parts);
    };
  }

  private Term list() {
    Term tail = parts.removeLast();
    if (tail instanceof ListTerm string) {
      parts.addAll(string.elements());
      return new ListTerm(parts, Nil.NIL);
    }
    return new ListTerm(parts, tail);
  }

  private Term map() {
    List<MapTerm.Pair> pairs = new ArrayList<>(parts.size() / 2);
    for (int i = 0; i < parts.size(); i += 2) {
      pairs.add(new MapTerm.Pair(parts.get(i), parts.get(i + 1)));
    }
    return new MapTerm(pairs);
  }
}
