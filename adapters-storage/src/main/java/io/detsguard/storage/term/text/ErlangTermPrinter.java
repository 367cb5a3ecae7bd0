package io.detsguard.storage.term.text;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.ExternalFun;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.TermDecoder;
import io.detsguard.storage.term.TermEncoder;
import io.detsguard.storage.term.TermFormatException;
import io.detsguard.storage.term.TermVisitor;
import io.detsguard.storage.term.TermWalk;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Writes terms in Erlang's own notation, on one line, so that {@code file:consult/1} of OTP 25 and
 * later reads the very same terms back. Bytes are written as UTF-8 by whoever has the text.
 *
 * <p>What has no notation there is wrapped: {@code docs/toolbox.md}, "Terms as text". An instance
 * serves one thread.
 */
public final class ErlangTermPrinter {
  /** Digits of the longest integer that is written as such: reading more takes Erlang too long. */
  static final int MAX_INTEGER_DIGITS = 50_000;

  private static final int FLUSH_CHARACTERS = 1 << 13;
  private static final int BITS_OF_DIGITS = (int) (MAX_INTEGER_DIGITS * 3.32);
  private static final int MAX_ARITY = 255;

  private final TermWalk walk = new TermWalk();
  private final TermDecoder decoder = new TermDecoder();
  private final StringBuilder text = new StringBuilder(2 * FLUSH_CHARACTERS);

  /** Writes the term whose tag is at {@code at}, in bytes that a scan has accepted. */
  public void print(ByteView view, long at, Appendable out) throws IOException {
    text.setLength(0);
    walk.walk(view, at, new Notation(out));
    out.append(text);
  }

  /** The text of a term. */
  public static String text(Term term) {
    byte[] encoding = TermEncoder.encode(term);
    StringBuilder all = new StringBuilder();
    try {
      new ErlangTermPrinter().print(ByteView.of(encoding), 1, all);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail", e);
    }
    return all.toString();
  }

  private final class Notation implements TermVisitor {
    private final Appendable out;

    Notation(Appendable out) {
      this.out = out;
    }

    @Override
    public void atom(String name) {
      if (AtomText.isWritable(name)) {
        AtomText.write(name, text);
      } else {
        wrapped(new Atom(name));
      }
    }

    @Override
    public void integer(long value) {
      text.append(value);
    }

    @Override
    public void integer(BigInteger value) {
      if (value.bitLength() > BITS_OF_DIGITS) {
        wrapped(Term.integer(value));
      } else {
        text.append(value);
      }
    }

    @Override
    public void real(double value) {
      text.append(FloatNotation.of(value));
    }

    @Override
    public void bits(ByteView view, long at, int length, int lastBits) throws IOException {
      if (lastBits == 8 && BinaryText.isText(view, at, length)) {
        BinaryText.writeText(view, at, length, text);
      } else {
        numbers(view, at, length, lastBits);
      }
      flush();
    }

    private void numbers(ByteView view, long at, int length, int lastBits) throws IOException {
      text.append("<<");
      for (int i = 0; i < length; i++) {
        text.append(i == 0 ? "" : ",");
        if (i == length - 1 && lastBits < 8) {
          text.append(view.u8(at + i) >>> 8 - lastBits).append(':').append(lastBits);
        } else {
          text.append(view.u8(at + i));
        }
        flush();
      }
      text.append(">>");
    }

    @Override
    public void byteList(ByteView view, long at, int length) throws IOException {
      boolean string = BinaryText.isAsciiText(view, at, length);
      text.append(string ? '"' : '[');
      for (int i = 0; i < length; i++) {
        if (string) {
          QuotedText.write(view.u8(at + i), '"', text);
        } else {
          text.append(i == 0 ? "" : ",").append(view.u8(at + i));
        }
        flush();
      }
      text.append(string ? '"' : ']');
    }

    @Override
    public void nil() {
      text.append("[]");
    }

    @Override
    public void rare(Term term) {
      if (term instanceof ExternalFun fun && isWritable(fun)) {
        text.append("fun ");
        AtomText.write(fun.module().name(), text);
        text.append(':');
        AtomText.write(fun.function().name(), text);
        text.append('/').append(fun.arity());
      } else {
        wrapped(term);
      }
    }

    private static boolean isWritable(ExternalFun fun) {
      return fun.arity() <= MAX_ARITY
          && AtomText.isWritable(fun.module().name())
          && AtomText.isWritable(fun.function().name());
    }

    private void wrapped(Term term) {
      byte[] encoding = TermEncoder.encode(term);
      text.append("{'").append(ExternalTermWrapper.TAG).append("',<<");
      for (int i = 0; i < encoding.length; i++) {
        text.append(i == 0 ? "" : ",").append(encoding[i] & 0xFF);
      }
      text.append(">>}");
    }

    @Override
    public boolean open(Container container, long parts, ByteView view, long at)
        throws IOException {
      if (container == Container.TUPLE && parts == 2 && isLikeWrapper(view, at)) {
        return false;
      }
      text.append(
          switch (container) {
            case TUPLE -> "{";
            case LIST -> "[";
            case MAP -> "#{";
          });
      return true;
    }

    private boolean isLikeWrapper(ByteView view, long at) throws IOException {
      if (!TermWalk.startsWithAtom(view, at, ExternalTermWrapper.TAG)) {
        return false;
      }
      wrapped(tuple(view, at));
      return true;
    }

    @Override
    public void separator(Container container, long index) throws IOException {
      text.append(container == Container.MAP && index % 2 == 1 ? " => " : ",");
      flush();
    }

    @Override
    public void tail() {
      text.append('|');
    }

    @Override
    public void close(Container container) {
      text.append(container == Container.LIST ? ']' : '}');
    }

    private void flush() throws IOException {
      if (text.length() >= FLUSH_CHARACTERS) {
        out.append(text);
        text.setLength(0);
      }
    }
  }

  private TupleTerm tuple(ByteView view, long at) throws IOException {
    try {
      return (TupleTerm) decoder.decodeTerm(view, at, view.size());
    } catch (TermFormatException e) {
      throw new IOException("an accepted term could not be read", e);
    }
  }
}
