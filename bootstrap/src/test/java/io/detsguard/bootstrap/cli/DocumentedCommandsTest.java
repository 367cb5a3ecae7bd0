package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents tell people to type is what the program takes. */
class DocumentedCommandsTest {
  private static final Path TOP = Path.of("..");

  /** After a prompt, at the start of a line, or as words of their own in a sentence. */
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:^|`|\\$ )(?:\\./)?detsguard ([a-z][^`\\n#]*)");

  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

  static Stream<String> commands() throws IOException {
    TreeSet<String> commands = new TreeSet<>();
    for (Path document : documents()) {
      COMMAND
          .matcher(Files.readString(document))
          .results()
          .map(command -> command.group(1).strip())
          .forEach(commands::add);
    }
    return commands.stream();
  }

  private static Iterable<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(TOP.resolve("docs"))) {
      return Stream.concat(docs, Stream.of(TOP.resolve("README.md"), TOP.resolve("CHANGELOG.md")))
          .filter(path -> path.toString().endsWith(".md"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void takesWhatTheDocumentsSay(String command) {
    String help = helpOf(command);

    for (String option : OPTION.matcher(command).results().map(MatchResult::group).toList()) {
      assertTrue(
          Pattern.compile(Pattern.quote(option) + "(?![a-z-])").matcher(help).find(),
          option + " of \"" + command + "\" is not in: " + help);
    }
  }

  private static String helpOf(String command) {
    String[] words = command.split("[^a-z-]+");
    boolean nested = words[0].equals("token") && words.length > 1;
    Invocation help =
        nested
            ? Invocation.of(Map.of(), words[0], words[1], "--help")
            : Invocation.of(Map.of(), words[0], "--help");
    assertEquals(0, help.code(), () -> command + ": " + help.err());
    return help.out();
  }

  @Test
  void findsCommandsInTheDocuments() throws IOException {
    assertTrue(commands().count() > 10, "the pattern no longer fits the documents");
    assertTrue(commands().anyMatch(command -> command.startsWith("restore --undo")));
  }
}
