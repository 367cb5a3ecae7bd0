package io.detsguard.storage.term.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.term.Bitstring;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TermSyntaxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "16#fF; 255",
        "2#1010; 10",
        "36#Zz; 1295",
        "1_000_000; 1000000",
        "- 5; -5",
        "+7; 7",
        "$a; 97",
        "$\\n; 10",
        "$\\s; 32",
        "$\\x41; 65",
        "$\\x{1F600}; 128512",
        "$\\101; 65",
        "$\\^A; 1",
        "$\\q; 113",
        "-$a; -97",
        "1.5E3; 1500.0",
        "2.5e-3; 0.0025",
        "'a\\'b'; 'a\\'b'",
        "'ok'; ok",
        "ärger; 'ärger'",
        "\"ab\" \"cd\"; \"abcd\"",
        "\"\"; []",
        "\"\\d\"; [127]",
        "[$a|\"bc\"]; \"abc\"",
        "[1,2|[3|[]]]; [1,2,3]",
        "[a|b]; [a|b]",
        "{ }; {}",
        "#{ }; #{}",
        "#{a=>1,{}=>#{}}; #{a => 1,{} => #{}}",
        "<<\"é\">>; <<233>>",
        "<<\"é\"/utf8>>; <<\"é\"/utf8>>",
        "<<1:4,2:4>>; <<18>>",
        "<<258:16>>; <<1,2>>",
        "<<258:16/little>>; <<2,1>>",
        "<<-1>>; <<255>>",
        "<<5:3>>; <<5:3>>",
        "<<1:1,0:7,3:2>>; <<128,3:2>>",
        "fun lists:map/2; fun lists:map/2",
        "a % comment; a",
        "a . ; a",
      })
  void readsTheNotationsOfErlang(String text, String printed) throws Exception {
    assertEquals(printed, ErlangTermPrinter.text(TermParser.parse(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "`{a,`; 1; 4; a term; the end of the text",
        "{a b}; 1; 4; `\",\" or \"}\"`; the atom b",
        "[1|2,3]; 1; 5; `\"]\"`; `\",\"`",
        "#{a}; 1; 4; `\"=>\"`; `\"}\"`",
        "#{a => }; 1; 8; a term; `\"}\"`",
        "#rec{}; 1; 2; `\"{\" after \"#\": records are not read`; the atom rec",
        "X; 1; 1; a term; the variable X",
        "end; 1; 1; a term; the reserved word end",
        "1 2; 1; 3; the end of the term; an integer",
        "`\"abc`; 1; 1; a string with its end; the end of the text before it",
        "'\\xzz'; 1; 2; \\xHH or \\x{H…} with hexadecimal digits; `\"z\"`",
        "'\\x{110000}'; 1; 2; a character up to \\x{10ffff}; a larger number",
        "37#1; 1; 1; a base from 2 to 36; 37",
        "2#3; 1; 3; a digit of base 2; `\"3\"`",
        "1.0e999; 1; 1; a float of at most 1.7976931348623157e308; 1.0e999",
        "<<256>>; 1; 3; a number of 8 bits; 9 bits",
        "<<\"日\">>; 1; 3; `characters of one byte, or /utf8 behind the string`; others",
        "<<a>>; 1; 3; a byte or a string; the atom a",
        "-a; 1; 2; a number behind its sign; the atom a",
        "fun(X) -> X end; 1; 4; `a module's name after \"fun\": only fun module:function/arity is a term`; `\"(\"`",
        "{'$external_term',<<1>>}; 1; 1; `{'$external_term',<<131,…>>} with the bytes of a term`; something else in it",
        "a.b; 1; 2; a term or the end of one; `\".\" without white space behind it`",
        "`;`; 1; 1; a term; `\";\"`",
        "\"\"\"a\"\"\"; 1; 1; a string; `a triple-quoted string, which is not read here`",
      })
  void saysWhereAndWhatItExpected(
      String text, long line, long column, String expected, String found) {
    TermSyntaxException error =
        assertThrows(TermSyntaxException.class, () -> TermParser.parse(text));
    assertEquals(
        line + ":" + column + " " + expected + ", " + found,
        error.line() + ":" + error.column() + " " + error.expected() + ", " + error.found());
  }

  @Test
  void countsLinesAndCharacters() {
    TermSyntaxException error =
        assertThrows(
            TermSyntaxException.class, () -> all("{1,2}.\n%% 日本\n{'😀', \"a\nb\" oops}.\n"));
    assertEquals(4, error.line());
    assertEquals(4, error.column());
  }

  @Test
  void refusesATermWithoutItsFullStop() {
    TermSyntaxException error =
        assertThrows(TermSyntaxException.class, () -> all("{1,2}.\n{3,4}\n"));
    assertEquals("the full stop that ends a term", error.expected());
    assertEquals(3, error.line());
  }

  @Test
  void refusesBytesThatAreNoUtf8WhereTheyAre() {
    byte[] bytes = "{a, \"x".getBytes(StandardCharsets.UTF_8);
    byte[] broken = Arrays.copyOf(bytes, bytes.length + 1);
    broken[bytes.length] = (byte) 0xFF;
    TermParser parser = new TermParser(new ByteArrayInputStream(broken));
    TermSyntaxException error = assertThrows(TermSyntaxException.class, parser::next);
    assertEquals("UTF-8", error.expected());
    assertEquals(7, error.column());
  }

  @Test
  void readsNothingFromNothing() throws Exception {
    assertEquals(0, all(""));
    assertEquals(0, all("\uFEFF  %% only a comment"));
    assertEquals(1, all("\uFEFFok."));
  }

  @Test
  void readsNestingToItsBoundAndRefusesMore() throws Exception {
    String deep = "[".repeat(TermParser.MAX_DEPTH) + "]".repeat(TermParser.MAX_DEPTH);
    TermParser.parse(deep);
    TermSyntaxException error =
        assertThrows(TermSyntaxException.class, () -> TermParser.parse("[" + deep + "]"));
    assertEquals("at most 100000 open brackets", error.expected());
  }

  @Test
  void refusesMoreTermsThanMemoryHasRoomFor() {
    String many = "[" + "a,".repeat(TermParser.MAX_PARTS) + "a]";
    TermSyntaxException error =
        assertThrows(TermSyntaxException.class, () -> TermParser.parse(many));
    assertTrue(error.expected().startsWith("at most 2000000 terms"), error.expected());
  }

  @Test
  void readsAllBytesOfABinary() throws Exception {
    byte[] bytes = new byte[1000];
    new Random(1).nextBytes(bytes);
    assertEquals(
        new Bitstring(bytes, 8), TermParser.parse(ErlangTermPrinter.text(Term.binary(bytes))));
  }

  @Test
  void endsWithATermOrAnErrorOnAnyMutationOfAText() {
    long seed = Long.getLong("detsguard.seed", System.nanoTime() & 0xFFFF_FFFFL);
    System.out.println("TermParserTest: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    String text =
        "#{a => [1.5e-3,$\\x{41}|<<1,\"é\"/utf8,3:4>>],'b c' => {-16#ff,\"x\\n\",fun a:b/1}}";
    String parts = "{}[]()<>#=|/:-+.,'\"\\$%_ \n019eExa日\uFEFF";
    int read = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder mutation = new StringBuilder(text);
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        int at = random.nextInt(mutation.length());
        char c = parts.charAt(random.nextInt(parts.length()));
        switch (random.nextInt(3)) {
          case 0 -> mutation.setCharAt(at, c);
          case 1 -> mutation.insert(at, c);
          default -> mutation.deleteCharAt(at);
        }
      }
      try {
        Term term = TermParser.parse(mutation.toString());
        assertEquals(term, TermParser.parse(ErlangTermPrinter.text(term)));
        read++;
      } catch (TermSyntaxException e) {
        assertTrue(e.line() >= 1 && e.column() >= 1, e.getMessage());
      }
    }
    assertTrue(read > 1000, read + " mutations were terms");
  }

  private static int all(String text) throws IOException, TermSyntaxException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TermParser parser = new TermParser(new ByteArrayInputStream(bytes));
    int count = 0;
    for (Optional<Term> term = parser.next(); term.isPresent(); term = parser.next()) {
      count++;
    }
    return count;
  }
}
