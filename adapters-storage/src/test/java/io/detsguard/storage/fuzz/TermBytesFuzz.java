package io.detsguard.storage.fuzz;

import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TermSyntaxException;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.EncodedTermOrder;
import io.detsguard.storage.term.PortableHash;
import io.detsguard.storage.term.TermDecoder;
import io.detsguard.storage.term.TermEncoder;
import io.detsguard.storage.term.TermFormatException;
import io.detsguard.storage.term.TermScanner;
import io.detsguard.storage.term.text.ErlangTermPrinter;
import io.detsguard.storage.term.text.JsonTermPrinter;
import io.detsguard.storage.term.text.TermParser;
import java.io.IOException;
import java.util.Arrays;

/**
 * Bytes as an encoded term: what the scanner accepts can be built, encoded, hashed, compared and
 * printed, and comes back from its text as it was; what it refuses is refused by all.
 */
public final class TermBytesFuzz {
  private TermBytesFuzz() {}

  /** Called by Jazzer before the first input. */
  public static void fuzzerInitialize() throws Exception {
    OneSecond.warmUp(FuzzTarget.TERM_BYTES, TermBytesFuzz::feed);
  }

  /** Called by Jazzer for each. */
  public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
    OneSecond.feed(bytes, TermBytesFuzz::feed);
  }

  private static void feed(byte[] bytes)
      throws IOException, TermFormatException, TermSyntaxException {
    ByteView view = ByteView.of(bytes);
    TermScanner scanner = new TermScanner();
    boolean isObject = scanner.scanObject(view, 0, bytes.length, 1) != TermScanner.FAULT;
    if (isObject) {
      ByteView keys = scanner.keyView();
      new PortableHash().hash(keys, scanner.keyStart(), scanner.keyEnd());
      agree(keys, scanner.keyStart());
    }
    if (bytes.length > 0 && scanner.scanTerm(view, 1, bytes.length) != TermScanner.FAULT) {
      agree(view, 1);
    } else if (!isObject) {
      requireRefusal(view);
    }
  }

  private static void requireRefusal(ByteView view) {
    try {
      Term term = new TermDecoder().decodeTerm(view, 1, view.size());
      throw new AssertionError("the scanner refuses what the decoder builds: " + term);
    } catch (TermFormatException e) {
      requireText(e.getMessage());
    }
  }

  private static void requireText(String message) {
    if (message.isBlank()) {
      throw new AssertionError("a refusal without words");
    }
  }

  /** Two ways from the accepted term at that place to an encoding of ours. */
  private static void agree(ByteView view, long at)
      throws IOException, TermFormatException, TermSyntaxException {
    byte[] encoded = TermEncoder.encode(new TermDecoder().decodeTerm(view, at, view.size()));
    ByteView ours = ByteView.of(encoded);
    if (new TermScanner().scanTerm(ours, 1, encoded.length) != encoded.length) {
      throw new AssertionError("our own encoding is refused: " + Arrays.toString(encoded));
    }
    long end = new TermScanner().scanTerm(view, at, view.size());
    if (new PortableHash().hash(view, at, end) != new PortableHash().hash(ours, 1, ours.size())) {
      throw new AssertionError("our encoding has another hash: " + Arrays.toString(encoded));
    }
    int order = new EncodedTermOrder().compare(view, at, ours, 1);
    if (order != 0 && order != EncodedTermOrder.UNDECIDED) {
      throw new AssertionError("our encoding is another term: " + Arrays.toString(encoded));
    }
    new JsonTermPrinter().print(view, at, new StringBuilder());
    StringBuilder text = new StringBuilder();
    new ErlangTermPrinter().print(view, at, text);
    if (!Arrays.equals(TermEncoder.encode(TermParser.parse(text.toString())), encoded)) {
      throw new AssertionError("its text is another term: " + text);
    }
  }
}
