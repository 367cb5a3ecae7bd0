package io.detsguard.storage.term.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Bitstring;
import io.detsguard.domain.term.ExternalFun;
import io.detsguard.domain.term.ListTerm;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.erlang.ErlangNode;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.TermDecoder;
import io.detsguard.storage.term.TermEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of terms against what a real Erlang reads and writes. */
@NeedsErlang
class TermTextErlangTest {
  private static final int RANDOM_TERMS = 1_500;

  @TempDir private Path directory;

  private ErlangNode erlang;
  private long seed;

  @BeforeEach
  void start() {
    erlang = new ErlangNode(directory);
    seed = Long.getLong("detsguard.seed", System.nanoTime() & 0xFFFF_FFFFL);
    System.out.println("TermTextErlangTest: -Ddetsguard.seed=" + seed);
  }

  @Test
  void printsWhatErlangConsultsAndReadsItBack() throws Exception {
    List<byte[]> records = new ArrayList<>(generated());
    edges().stream().map(TermEncoder::encode).forEach(records::add);
    String text = printed(records);

    Files.writeString(directory.resolve("text"), text);
    write("records", records);
    String answer = erlang.runResource("/erlang/consult.escript", "consult", "text", "records");

    assertEquals(records.size() + " the same", answer);
    List<Term> read =
        parsed(new ByteArrayInputStream(Files.readAllBytes(directory.resolve("text"))));
    assertEquals(decoded(records), read);
  }

  @Test
  void readsWhatErlangPrints() throws Exception {
    write("records", generated());
    erlang.runResource("/erlang/consult.escript", "print", "records", "text", "printed");

    List<byte[]> printed = read("printed");
    List<Term> read;
    try (InputStream text = Files.newInputStream(directory.resolve("text"))) {
      read = parsed(text);
    }
    // Erlang compares them: it writes the pairs of large maps in an order of its own.
    write("read", read.stream().map(TermEncoder::encode).toList());
    String answer = erlang.runResource("/erlang/terms.escript", "same", "printed", "read");
    assertEquals(printed.size() + " the same", answer);
  }

  private List<byte[]> generated() throws Exception {
    erlang.runResource(
        "/erlang/terms.escript",
        "generate",
        Long.toString(seed),
        Integer.toString(RANDOM_TERMS),
        "generated");
    return read("generated");
  }

  /** What random terms seldom hit. */
  private List<Term> edges() {
    List<Term> terms = new ArrayList<>();
    for (String word :
        List.of("maybe", "else", "fun", "end", "a b", "ß", "Ab", "_a", "1a", "a@b_C9")) {
      terms.add(Term.atom(word));
    }
    for (String word :
        List.of("'", "\\", "\n", "\u0000", "\u001b", "\u200b", "日本", "\ufffe", "😀")) {
      terms.add(Term.atom(word));
      terms.add(Term.binary(word));
      terms.add(Term.binary("\"" + word + "%"));
    }
    for (double value :
        new double[] {0.0, -0.0, 1e22, 1e23, 0.1, 5e-324, Double.MAX_VALUE, 2e-308}) {
      terms.add(Term.real(value));
      terms.add(Term.real(-value));
    }
    terms.add(Term.integer(BigInteger.TEN.pow(400)));
    terms.add(Term.integer(BigInteger.ONE.shiftLeft(200_000).negate()));
    terms.add(Term.tuple(Term.atom(ExternalTermWrapper.TAG), Term.binary("no term")));
    terms.add(Term.tuple(Term.atom(ExternalTermWrapper.TAG), Term.integer(1), Term.list()));
    terms.add(new ListTerm(List.of(Term.integer('a')), Term.binary("tail")));
    terms.add(new ExternalFun(new Atom("Elixir.A"), new Atom("b c?"), 3));
    terms.add(new ExternalFun(new Atom("\uffff"), new Atom("f"), 0));
    terms.add(new Bitstring(new byte[] {(byte) 0xE0}, 3));
    byte[] large = new byte[70_000];
    new Random(seed).nextBytes(large);
    terms.add(Term.binary(large));
    terms.add(
        Term.list(IntStream.range(0, 70_000).mapToObj(i -> Term.integer('a' + i % 26)).toList()));
    return terms;
  }

  private static String printed(List<byte[]> records) throws IOException {
    StringBuilder text = new StringBuilder();
    ErlangTermPrinter printer = new ErlangTermPrinter();
    for (byte[] record : records) {
      printer.print(ByteView.of(record), 1, text);
      text.append(".\n");
    }
    return text.toString();
  }

  private static List<Term> parsed(InputStream text) throws Exception {
    TermParser parser = new TermParser(text);
    List<Term> terms = new ArrayList<>();
    for (Optional<Term> term = parser.next(); term.isPresent(); term = parser.next()) {
      terms.add(term.get());
    }
    return terms;
  }

  private static List<Term> decoded(List<byte[]> records) throws Exception {
    TermDecoder decoder = new TermDecoder();
    List<Term> terms = new ArrayList<>();
    for (byte[] record : records) {
      terms.add(decoder.decode(ByteView.of(record), 0, record.length));
    }
    return terms;
  }

  private List<byte[]> read(String file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(directory.resolve(file)));
    List<byte[]> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] record = new byte[bytes.getInt()];
      bytes.get(record);
      records.add(record);
    }
    return records;
  }

  private void write(String file, List<byte[]> records) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (byte[] record : records) {
      out.writeInt(record.length);
      out.write(record);
    }
    Files.write(directory.resolve(file), bytes.toByteArray());
  }
}
