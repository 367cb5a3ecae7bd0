package io.detsguard.storage.term.text;

import io.detsguard.domain.term.Bitstring;
import io.detsguard.domain.term.ExternalFun;
import io.detsguard.domain.term.LocalFun;
import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Port;
import io.detsguard.domain.term.Reference;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.TermEncoder;
import io.detsguard.storage.term.TermVisitor;
import io.detsguard.storage.term.TermWalk;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;

/**
 * Writes terms as JSON on one line, in the mapping of {@code docs/toolbox.md}, "Terms as JSON":
 * plain where JSON has the like, and an object with one name that starts with a dollar elsewhere,
 * so that no two terms look alike. An instance serves one thread.
 */
public final class JsonTermPrinter {
  private static final int FLUSH_CHARACTERS = 1 << 13;

  /** Beyond it many readers of JSON lose digits. */
  private static final long MAX_EXACT = (1L << 53) - 1;

  /**
   * Maps nested deeper are not looked through for the kinds of their keys: each level looks at all
   * that is in it.
   */
  private static final int MAX_MAP_NESTING = 64;

  private final TermWalk walk = new TermWalk();
  private final StringBuilder text = new StringBuilder(2 * FLUSH_CHARACTERS);

  /** Writes the term whose tag is at {@code at}, in bytes that a scan has accepted. */
  public void print(ByteView view, long at, Appendable out) throws IOException {
    print(view, at, new Notation(out, false));
  }

  /** Writes the elements of the tuple at {@code at} as a plain array. */
  public void printElements(ByteView view, long at, Appendable out) throws IOException {
    print(view, at, new Notation(out, true));
  }

  private void print(ByteView view, long at, Notation notation) throws IOException {
    text.setLength(0);
    walk.walk(view, at, notation);
    notation.out.append(text);
  }

  /** How an open container is written. */
  private enum Form {
    ARRAY("[", "]"),
    TUPLE("{\"$tuple\":[", "]}"),
    ATOM_KEYS("{", "}"),
    BINARY_KEYS("{\"$map\":{", "}}"),
    PAIRS("{\"$map\":[", "]}"),
    TAILED("[", "}]");

    private final String start;
    private final String end;

    Form(String start, String end) {
      this.start = start;
      this.end = end;
    }
  }

  private final class Notation implements TermVisitor {
    private final Appendable out;
    private final Deque<Form> forms = new ArrayDeque<>();
    private boolean outermostIsPlain;
    private boolean atKey;

    Notation(Appendable out, boolean outermostIsPlain) {
      this.out = out;
      this.outermostIsPlain = outermostIsPlain;
    }

    @Override
    public void atom(String name) {
      if (takeKey()) {
        JsonText.write(name, text);
        return;
      }
      switch (name) {
        case "true", "false" -> text.append(name);
        case "nil" -> text.append("null");
        default -> {
          text.append("{\"$atom\":");
          JsonText.write(name, text);
          text.append('}');
        }
      }
    }

    /** Whether what comes is the name of a field; it is the only one then. */
    private boolean takeKey() {
      boolean key = atKey;
      atKey = false;
      return key;
    }

    @Override
    public void integer(long value) {
      if (Math.abs(value) <= MAX_EXACT && value != Long.MIN_VALUE) {
        text.append(value);
      } else {
        integer(BigInteger.valueOf(value));
      }
    }

    @Override
    public void integer(BigInteger value) {
      text.append("{\"$integer\":\"").append(value).append("\"}");
    }

    @Override
    public void real(double value) {
      text.append(FloatNotation.of(value));
    }

    @Override
    public void bits(ByteView view, long at, int length, int lastBits) throws IOException {
      if (lastBits == 8 && JsonText.isUtf8(view, at, length)) {
        takeKey();
        JsonText.write(BinaryText.utf8(view, at, length), text);
      } else if (lastBits == 8) {
        wrapped("$binary", view.copy(at, length));
      } else {
        text.append("{\"$bitstring\":[\"");
        base64(new Bitstring(view.copy(at, length), lastBits).bytes());
        text.append("\",").append((length - 1) * 8L + lastBits).append("]}");
      }
      flush();
    }

    @Override
    public void byteList(ByteView view, long at, int length) throws IOException {
      if (BinaryText.isAsciiText(view, at, length)) {
        text.append("{\"$string\":");
        JsonText.write(BinaryText.utf8(view, at, length), text);
        text.append('}');
        return;
      }
      text.append('[');
      for (int i = 0; i < length; i++) {
        text.append(i == 0 ? "" : ",").append(view.u8(at + i));
      }
      text.append(']');
      flush();
    }

    @Override
    public void nil() {
      text.append("[]");
    }

    @Override
    public void rare(Term term) {
      switch (term) {
        case Pid pid ->
            identifier("$pid", pid.node().name(), pid.id(), pid.serial(), pid.creation());
        case Port port -> port(port);
        case Reference reference -> reference(reference);
        case ExternalFun fun -> function(fun);
        case LocalFun fun -> wrapped("$external_term", TermEncoder.encode(fun));
        default -> throw new IllegalStateException("not a rare term: " + term.getClass());
      }
    }

    private void identifier(String name, String node, long... numbers) {
      text.append("{\"").append(name).append("\":[");
      JsonText.write(node, text);
      Arrays.stream(numbers).forEach(number -> text.append(',').append(number));
      text.append("]}");
    }

    /** As a text, since a port's number has 64 bits. */
    private void port(Port port) {
      text.append("{\"$port\":[");
      JsonText.write(port.node().name(), text);
      text.append(",\"").append(Long.toUnsignedString(port.id())).append("\",");
      text.append(port.creation()).append("]}");
    }

    private void reference(Reference reference) {
      long[] numbers = new long[reference.words().size() + 1];
      numbers[0] = reference.creation();
      for (int i = 1; i < numbers.length; i++) {
        numbers[i] = reference.words().get(i - 1);
      }
      identifier("$reference", reference.node().name(), numbers);
    }

    private void function(ExternalFun fun) {
      text.append("{\"$fun\":[");
      JsonText.write(fun.module().name(), text);
      text.append(',');
      JsonText.write(fun.function().name(), text);
      text.append(',').append(fun.arity()).append("]}");
    }

    private void wrapped(String name, byte[] bytes) {
      text.append("{\"").append(name).append("\":\"");
      base64(bytes);
      text.append("\"}");
    }

    private void base64(byte[] bytes) {
      text.append(Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public boolean open(Container container, long parts, ByteView view, long at) {
      Form form =
          switch (container) {
            case LIST -> Form.ARRAY;
            case TUPLE -> outermostIsPlain ? Form.ARRAY : Form.TUPLE;
            case MAP -> mapForm(parts, view, at);
          };
      outermostIsPlain = false;
      forms.push(form);
      text.append(form.start);
      if (parts > 0) {
        startPair();
      }
      return true;
    }

    private Form mapForm(long parts, ByteView view, long at) {
      if (forms.size() >= MAX_MAP_NESTING) {
        return Form.PAIRS;
      }
      return switch (JsonMapKeys.of(view, at, parts)) {
        case FIELD_NAMES -> Form.ATOM_KEYS;
        case TEXTS -> Form.BINARY_KEYS;
        case OTHERS -> Form.PAIRS;
      };
    }

    private void startPair() {
      switch (forms.peek()) {
        case ATOM_KEYS, BINARY_KEYS -> atKey = true;
        case PAIRS -> text.append('[');
        default -> {}
      }
    }

    @Override
    public void separator(Container container, long index) throws IOException {
      if (container != Container.MAP) {
        text.append(',');
      } else if (index % 2 == 1) {
        text.append(forms.peek() == Form.PAIRS ? ',' : ':');
      } else {
        text.append(forms.peek() == Form.PAIRS ? "]," : ",");
        startPair();
      }
      flush();
    }

    @Override
    public void tail() {
      text.append(",{\"$tail\":");
      forms.pop();
      forms.push(Form.TAILED);
    }

    @Override
    public void close(Container container) {
      Form form = forms.pop();
      if (form == Form.PAIRS && text.charAt(text.length() - 1) != '[') {
        text.append(']');
      }
      text.append(form.end);
    }

    private void flush() throws IOException {
      if (text.length() >= FLUSH_CHARACTERS) {
        // The last character stays: the end of an empty map looks at it.
        out.append(text, 0, text.length() - 1);
        text.delete(0, text.length() - 1);
      }
    }
  }
}
