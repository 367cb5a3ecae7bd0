package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.health.HealthAssessor;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.health.TableFacts;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.TableAccess;
import io.detsguard.domain.node.TableMode;
import io.detsguard.domain.node.TableOptions;
import io.detsguard.domain.node.TableProcess;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnersTextTest {
  private static final Instant NOW = Instant.parse("2026-02-11T14:30:00Z");
  private static final NodeName HUB = new NodeName("hub@h");

  @Test
  void saysNothingWithoutNodes() {
    assertEquals("", text(NodeLook.NONE));
  }

  @Test
  void saysWhoHasWhichTableOpen() {
    NodeReport attached = new NodeReport.Attached(HUB, NOW, "27", List.of(opening("a")), List.of());
    NodeLook look =
        new NodeLook(
            List.of(attached), Map.of(new TableName("a"), List.of(opening("a"))), List.of());

    assertEquals(
        """
        Node hub@h: attached, OTP 27, tables open: 1
        TABLE  OPEN IN  PROCESS  QUEUE  MEMORY  STATE
        a      hub@h    <0.7.0>     12  2.6 kB  dirty, read only, in memory
        b      nowhere
        """,
        text(look));
  }

  @Test
  void saysWhyANodeIsOutOfReachAndMasksWhatItSaid() {
    NodeReport gone = new NodeReport.Unreachable(HUB, NOW, "it said \u001b[2J");

    assertEquals(
        """
        Node hub@h: unreachable
        TABLE  OPEN IN    PROCESS  QUEUE  MEMORY  STATE
        a      not known
        b      not known
        hub@h: The node cannot be asked about its tables: it said %s. Start the node, correct its name or the cookie file, or take it out of the configuration; its tables are backed up without it as far as that goes.
        """
            .formatted("\\u001b[2J"),
        text(new NodeLook(List.of(gone), Map.of(), List.of())));
  }

  private static String text(NodeLook look) {
    List<TableFacts> tables =
        Stream.of("a", "b")
            .map(TableName::new)
            .map(
                name ->
                    new TableFacts(name, new TableObservation.Unavailable("gone"), Optional.empty())
                        .with(look.ownership(name)))
            .toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    new OwnersText(new Console(stream, stream, false, false))
        .print(
            new HealthAssessor(HealthThresholds.DEFAULT)
                .assess(NOW, Optional.empty(), tables, look));
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.stripTrailing() + "\n")
        .reduce("", String::concat);
  }

  private static OpenTable opening(String name) {
    return new OpenTable(
        HUB,
        name,
        new TableLocation("/tables/" + name),
        new TableProcess("<0.7.0>", 1, 12, 2600),
        new TableOptions(TableAccess.READ, true, Optional.empty()),
        TableMode.DIRTY,
        OptionalLong.empty(),
        Optional.empty());
  }
}
