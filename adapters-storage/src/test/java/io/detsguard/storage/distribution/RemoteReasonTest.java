package io.detsguard.storage.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.term.Term;
import org.junit.jupiter.api.Test;

class RemoteReasonTest {
  @Test
  void showsAtomsAndNumbers() {
    assertEquals("noproc", RemoteReason.text(Term.atom("noproc")));
    assertEquals(
        "{file_error,...,enospc}",
        RemoteReason.text(
                Term.tuple(
                    Term.atom("file_error"),
                    Term.binary("/srv/secret/t.dets"),
                    Term.atom("enospc")))
            .replace(" ", ""));
  }

  @Test
  void leavesTracesPathsAndDataOut() {
    Term trace = Term.list(Term.tuple(Term.atom("dets"), Term.binary("/usr/lib/erlang")));
    assertEquals(
        "badarg",
        RemoteReason.text(Term.tuple(Term.atom("EXIT"), Term.tuple(Term.atom("badarg"), trace))));
    assertEquals("...", RemoteReason.text(Term.list(Term.integer('/'), Term.integer('x'))));
  }

  @Test
  void staysShortWhateverTheReasonIs() {
    Term deep = Term.atom("x");
    for (int i = 0; i < 50_000; i++) {
      deep = Term.tuple(deep, deep);
    }
    assertEquals(
        "{{{{...,...},{...,...}},{{...,...},{...,...}}},{{{...,...},{...,...}},{{...,...},{...,...}}}}",
        RemoteReason.text(deep).replace(" ", ""));
  }
}
