package io.detsguard.storage.term.text;

import io.detsguard.domain.term.ListTerm;
import io.detsguard.domain.term.MapTerm;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TermSyntaxException;
import io.detsguard.domain.term.TupleTerm;
import java.util.ArrayList;
import java.util.List;

/** A tuple, list or map of which not all parts are read yet. */
abstract sealed class OpenText {
  private final Place place;
  private final String end;
  private final List<Term> parts = new ArrayList<>();

  private OpenText(Place place, String end) {
    this.place = place;
    this.end = end;
  }

  /** Where it starts. */
  Place place() {
    return place;
  }

  /** The sign that ends it. */
  String end() {
    return end;
  }

  List<Term> parts() {
    return parts;
  }

  void add(Term part) {
    parts.add(part);
  }

  /**
   * Takes the sign behind a part.
   *
   * @return whether it was the end; else another part follows
   */
  boolean endsWith(Token token) throws TermSyntaxException {
    if (token instanceof Token.Sign(Place at, String sign)) {
      if (sign.equals(end) && mayEnd()) {
        return true;
      }
      if (accepts(sign)) {
        return false;
      }
    }
    throw token.place().error(expected(), token.describe());
  }

  /** Whether the parts so far can be all. */
  boolean mayEnd() {
    return true;
  }

  /** Takes a sign after which another part follows. */
  abstract boolean accepts(String sign);

  /** What may stand behind the part read last. */
  abstract String expected();

  /** The term, when its end has come. */
  abstract Term term() throws TermSyntaxException;

  static final class OpenTuple extends OpenText {
    OpenTuple(Place place) {
      super(place, "}");
    }

    @Override
    boolean accepts(String sign) {
      return sign.equals(",");
    }

    @Override
    String expected() {
      return "\",\" or \"}\"";
    }

    @Override
    Term term() throws TermSyntaxException {
      TupleTerm tuple = new TupleTerm(parts());
      if (!ExternalTermWrapper.isLike(tuple)) {
        return tuple;
      }
      return ExternalTermWrapper.unwrap(tuple)
          .orElseThrow(
              () ->
                  place()
                      .error(
                          "{'" + ExternalTermWrapper.TAG + "',<<131,…>>} with the bytes of a term",
                          "something else in it"));
    }
  }

  static final class OpenList extends OpenText {
    private boolean atTail;

    OpenList(Place place) {
      super(place, "]");
    }

    @Override
    boolean accepts(String sign) {
      if (atTail) {
        return false;
      }
      atTail = sign.equals("|");
      return atTail || sign.equals(",");
    }

    @Override
    String expected() {
      return atTail ? "\"]\"" : "\",\", \"|\" or \"]\"";
    }

    @Override
    Term term() {
      if (!atTail) {
        return Term.list(parts());
      }
      Term tail = parts().removeLast();
      if (tail instanceof ListTerm list) {
        parts().addAll(list.elements());
        return new ListTerm(parts(), list.tail());
      }
      return new ListTerm(parts(), tail);
    }
  }

  static final class OpenMap extends OpenText {
    OpenMap(Place place) {
      super(place, "}");
    }

    private boolean behindKey() {
      return parts().size() % 2 == 1;
    }

    @Override
    boolean mayEnd() {
      return !behindKey();
    }

    @Override
    boolean accepts(String sign) {
      return sign.equals(behindKey() ? "=>" : ",");
    }

    @Override
    String expected() {
      return behindKey() ? "\"=>\"" : "\",\" or \"}\"";
    }

    @Override
    Term term() {
      List<MapTerm.Pair> pairs = new ArrayList<>(parts().size() / 2);
      for (int i = 0; i < parts().size(); i += 2) {
        pairs.add(new MapTerm.Pair(parts().get(i), parts().get(i + 1)));
      }
      return new MapTerm(pairs);
    }
  }
}
