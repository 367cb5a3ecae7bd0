package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.OverwrittenOptionException;

/** Where the values go that were given on the command line. */
class CommandSyntaxTest {
  private final List<String> calls = new ArrayList<>();
  private final List<String> nodes = new ArrayList<>();
  private final List<String> files = new ArrayList<>(List.of("the one to take when none is given"));

  private final CommandLine single =
      new CommandLine(
          new CommandSyntax(CommandSpec.create(), "single")
              .flag("--quick", given -> calls.add("quick " + given))
              .text("--to", "NEW", given -> calls.add("to " + given))
              .number("--limit", "N", given -> calls.add("limit " + given))
              .argument("FILE", given -> calls.add("file " + given))
              .argument("SIZE", Integer.class, String::length, given -> calls.add("size " + given))
              .spec());
  private final CommandLine several =
      new CommandLine(
          new CommandSyntax(CommandSpec.create(), "several")
              .texts("--node", "NAME", nodes)
              .arguments("FILE", files)
              .spec());

  @Test
  void handsEachValueOnInTheOrderOfTheCommandLine() {
    single.parseArgs("--limit=7", "--quick", "table", "--to", "new", "four");

    assertEquals(List.of("limit 7", "quick true", "file table", "to new", "size 4"), calls);
  }

  @Test
  void saysNothingOfWhatWasNotGiven() {
    single.parseArgs("table", "four");
    several.parseArgs();

    assertEquals(List.of("file table", "size 4"), calls);
    assertEquals(List.of(), nodes);
    assertEquals(List.of("the one to take when none is given"), files);
  }

  @Test
  void collectsWhatMayBeGivenSeveralTimes() {
    several.parseArgs("--node", "a", "x", "--node=b", "y", "z", "--node", "c");

    assertEquals(List.of("a", "b", "c"), nodes);
    assertEquals(List.of("x", "y", "z"), files);
  }

  @Test
  void refusesWhatMayBeGivenOnce() {
    assertThrows(
        OverwrittenOptionException.class,
        () -> single.parseArgs("table", "four", "--to", "here", "--to", "there"));
  }

  @Test
  void missesArgumentsThatMustBeGiven() {
    CommandLine some =
        new CommandLine(
            new CommandSyntax(CommandSpec.create(), "some").someArguments("FILE", files).spec());

    assertThrows(MissingParameterException.class, () -> single.parseArgs("table", "--quick"));
    assertThrows(MissingParameterException.class, some::parseArgs);
  }
}
