package io.detsguard.storage.term.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Port;
import io.detsguard.domain.term.Reference;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.TermEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTermPrinterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "true; true",
        "nil; null",
        "null; {\"$atom\":\"null\"}",
        "9007199254740991; 9007199254740991",
        "-9007199254740992; {\"$integer\":\"-9007199254740992\"}",
        "1.0; 1.0",
        "-0.0; -0.0",
        "1.0e22; 1.0e22",
        "<<\"größer\"/utf8>>; \"größer\"",
        "<<\"a\\\"\\n\\e\">>; \"a\\\"\\n\\u001b\"",
        "<<255>>; {\"$binary\":\"/w==\"}",
        "<<1,5:3>>; {\"$bitstring\":[\"AaA=\",11]}",
        "\"abc\"; {\"$string\":\"abc\"}",
        "[1,2]; [1,2]",
        "[]; []",
        "[1,2|3]; [1,2,{\"$tail\":3}]",
        "{}; {\"$tuple\":[]}",
        "{1,{2}}; {\"$tuple\":[1,{\"$tuple\":[2]}]}",
        "#{}; {}",
        "#{a => 1,b => #{}}; {\"a\":1,\"b\":{}}",
        "#{<<\"a\">> => <<\"b\">>,<<\"c\">> => 1}; {\"$map\":{\"a\":\"b\",\"c\":1}}",
        "#{a => 1,<<\"b\">> => 2}; {\"$map\":[[{\"$atom\":\"a\"},1],[\"b\",2]]}",
        "#{'$a' => 1}; {\"$map\":[[{\"$atom\":\"$a\"},1]]}",
        "#{[] => [#{}]}; {\"$map\":[[[],[{}]]]}",
        "fun lists:map/2; {\"$fun\":[\"lists\",\"map\",2]}",
      })
  void writesTermsAsTheDocumentSays(String term, String json) throws Exception {
    assertEquals(json, json(TermParser.parse(term)));
  }

  @Test
  void writesIdentifiersByTheirNumbers() throws Exception {
    Atom node = new Atom("a@b");
    assertEquals("{\"$pid\":[\"a@b\",1,2,3]}", json(new Pid(node, 1, 2, 3)));
    assertEquals("{\"$port\":[\"a@b\",\"18446744073709551615\",3]}", json(new Port(node, -1, 3)));
    assertEquals("{\"$reference\":[\"a@b\",3,4,5]}", json(new Reference(node, 3, List.of(4L, 5L))));
  }

  @Test
  void writesMapsOfAnyDepthAsJson() throws Exception {
    String deep = "#{a => 1,b => ".repeat(200) + "#{}" + "}".repeat(200);
    new ObjectMapper().readTree(json(TermParser.parse(deep)));
  }

  private static String json(Term term) throws Exception {
    StringBuilder json = new StringBuilder();
    new JsonTermPrinter().print(ByteView.of(TermEncoder.encode(term)), 1, json);
    return json.toString();
  }
}
