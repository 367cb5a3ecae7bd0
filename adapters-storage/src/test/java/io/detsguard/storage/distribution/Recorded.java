package io.detsguard.storage.distribution;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.ListTerm;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.TermDecoder;
import io.detsguard.storage.term.TermFormatException;
import io.detsguard.storage.term.TermScanner;
import java.io.IOException;
import java.util.List;

/** A call as it came in at the other side. */
record Recorded(String module, String function, List<Term> arguments) {

  /** The message behind the control message of a packet. */
  static TupleTerm message(byte[] packet) throws IOException {
    ByteView view = ByteView.of(packet);
    long control = new TermScanner().scanObject(view, 1, view.size(), 1);
    try {
      return (TupleTerm) new TermDecoder().decode(view, control, view.size());
    } catch (TermFormatException e) {
      throw new IOException(e);
    }
  }

  /** What a packet calls; it must be a call to {@code rex}, and nothing else. */
  static Recorded of(byte[] packet) throws IOException {
    TupleTerm call = message(packet);
    TupleTerm request = (TupleTerm) call.elements().get(2);
    if (!call.elements().getFirst().equals(new Atom("$gen_call"))
        || !request.elements().getFirst().equals(new Atom("call"))
        || !request.elements().get(4).equals(new Atom("user"))) {
      throw new AssertionError("not a call: " + call);
    }
    return new Recorded(
        ((Atom) request.elements().get(1)).name(),
        ((Atom) request.elements().get(2)).name(),
        request.elements().get(3) instanceof ListTerm list ? list.elements() : List.of());
  }

  String form() {
    return module + ":" + function + "/" + arguments.size();
  }
}
