package io.detsguard.storage.fuzz;

import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TermSyntaxException;
import io.detsguard.storage.term.TermEncoder;
import io.detsguard.storage.term.text.ErlangTermPrinter;
import io.detsguard.storage.term.text.TermParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Bytes as the text of terms: each that can be read is printed as text that means the same. */
public final class TermTextFuzz {
  private TermTextFuzz() {}

  /** Called by Jazzer before the first input. */
  public static void fuzzerInitialize() throws Exception {
    OneSecond.warmUp(FuzzTarget.TERM_TEXT, TermTextFuzz::feed);
  }

  /** Called by Jazzer for each. */
  public static void fuzzerTestOneInput(byte[] text) throws Exception {
    OneSecond.feed(text, TermTextFuzz::feed);
  }

  private static void feed(byte[] text) throws IOException {
    TermParser parser = new TermParser(new ByteArrayInputStream(text));
    try {
      for (Optional<Term> term = parser.next(); term.isPresent(); term = parser.next()) {
        requireSameFromItsText(term.get());
      }
    } catch (TermSyntaxException e) {
      if (e.getMessage().isBlank()) {
        throw new AssertionError("a refusal without words", e);
      }
    }
  }

  private static void requireSameFromItsText(Term term) {
    String text = ErlangTermPrinter.text(term);
    try {
      if (!Arrays.equals(TermEncoder.encode(TermParser.parse(text)), TermEncoder.encode(term))) {
        throw new AssertionError("its text is another term: " + text);
      }
    } catch (TermSyntaxException e) {
      throw new AssertionError("its text cannot be read: " + text, e);
    }
  }
}
