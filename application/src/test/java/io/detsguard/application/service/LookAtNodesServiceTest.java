package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.Ownership;
import io.detsguard.domain.node.SilentTable;
import io.detsguard.domain.node.TableProcess;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookAtNodesServiceTest {
  private static final TableName A = new TableName("a");
  private static final TableName B = new TableName("b");

  private final ScriptedTables tables = new ScriptedTables("a", "b");
  private final NodeMemory memory = new NodeMemory();
  private final List<NodeReport> reports = new ArrayList<>();
  private final LookAtNodesService service =
      new LookAtNodesService(() -> List.copyOf(reports), tables, memory);

  @Test
  void findsTheOwnerOfATableByItsFile() throws Exception {
    OpenTable opening = Openings.named("hub@h", "some_other_name", "live/a");
    reports.add(Openings.attached("hub@h", opening));

    NodeLook look = service.look();

    assertEquals(new Ownership.Open(List.of(opening)), look.ownership(A));
    assertEquals(new Ownership.Nobody(Openings.AT), look.ownership(B));
    assertEquals(List.of(), look.unprotected());
    assertSame(look, memory.latest());
  }

  @Test
  void findsAllNodesThatHaveTheSameFileOpen() throws Exception {
    OpenTable first = Openings.clean("hub@h", "live/a");
    OpenTable second = Openings.clean("test@h", "live/a");
    reports.addAll(List.of(Openings.attached("hub@h", first), Openings.attached("test@h", second)));

    assertEquals(new Ownership.Open(List.of(first, second)), service.look().ownership(A));
  }

  @Test
  void knowsAFileThatIsListedTwiceUnderBothNames() throws Exception {
    tables.catalogue.add(new LiveTable(new TableName("c"), tables.catalogue.getFirst().location()));
    OpenTable opening = Openings.clean("hub@h", "live/a");
    reports.add(Openings.attached("hub@h", opening));

    assertEquals(List.of(opening), service.look().ownership(A).openings());
    assertEquals(List.of(opening), service.look().ownership(new TableName("c")).openings());
  }

  @Test
  void namesTablesThatNobodyProtects() throws Exception {
    OpenTable stranger = Openings.clean("hub@h", "elsewhere/a");
    reports.add(Openings.attached("hub@h", stranger));

    assertEquals(List.of(stranger), service.look().unprotected());
  }

  @Test
  void doesNotSayThatNobodyHasATableOpenWhenANodeWasNotReached() throws Exception {
    reports.add(Openings.attached("hub@h", Openings.clean("hub@h", "live/a")));
    reports.add(new NodeReport.Unreachable(new NodeName("b@h"), Openings.AT, "no such node"));

    assertEquals(1, service.look().ownership(A).openings().size());
    assertEquals(Ownership.UNKNOWN, service.look().ownership(B));
  }

  @Test
  void doesNotSayThatNobodyHasATableOpenWhenATableDidNotSayItsFile() throws Exception {
    SilentTable silent = new SilentTable("x", new TableProcess("<0.9.0>", 1, 7, 0), "no answer");
    reports.add(
        new NodeReport.Attached(
            new NodeName("hub@h"), Openings.AT, "25", List.of(), List.of(silent)));

    assertEquals(Ownership.UNKNOWN, service.look().ownership(A));
  }

  @Test
  void looksAtNoCatalogueWhenThereIsNoNode() throws Exception {
    tables.unlistable = true;
    assertEquals(NodeLook.NONE, service.look());
  }

  @Test
  void keepsTheLookBeforeWhenOneFails() throws Exception {
    reports.add(Openings.attached("hub@h"));
    NodeLook before = service.look();
    tables.unlistable = true;

    assertThrows(IOException.class, service::look);
    assertSame(before, memory.latest());
  }

  @Test
  void keepsTheLookBeforeWhenItIsInterrupted() throws Exception {
    NodeLook before = service.look();
    LookAtNodesService interrupted =
        new LookAtNodesService(
            () -> {
              throw new InterruptedException("enough");
            },
            tables,
            memory);

    assertThrows(InterruptedException.class, interrupted::look);
    assertSame(before, memory.latest());
  }
}
