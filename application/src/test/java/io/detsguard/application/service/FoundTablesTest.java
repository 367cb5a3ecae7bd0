package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.FoundTableLog;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.Ownership;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoundTablesTest {
  private final Listed listed = new Listed();
  private final Log log = new Log();
  private final List<NodeReport> reports = new ArrayList<>();
  private FoundTables tables = new FoundTables(listed, log);

  private NodeLook look() throws Exception {
    return new LookAtNodesService(() -> List.copyOf(reports), tables, new NodeMemory()).look();
  }

  private List<String> names() throws IOException {
    return tables.list().stream().map(table -> table.name().value()).toList();
  }

  @Test
  void takesInWhatANodeHasOpenAndNobodyLists() throws Exception {
    listed.add("a", "/t/a.dets");
    reports.add(
        Openings.attached(
            "hub@h",
            Openings.named("hub@h", "a", "/t/a.dets"),
            Openings.named("hub@h", "'Elixir.Cache'", "/t/cache.dets")));

    NodeLook look = look();

    assertEquals(List.of("a", "Elixir.Cache"), names());
    assertEquals(List.of(), look.unprotected());
    assertEquals(1, look.ownership(new TableName("Elixir.Cache")).openings().size());
  }

  @Test
  void keepsATableAndItsNameWhileItsNodeIsDownAndAfterARestart() throws Exception {
    reports.add(
        Openings.attached(
            "hub@h",
            Openings.named("hub@h", "cache", "/one/cache.dets"),
            Openings.named("hub@h", "cache", "/two/cache.dets")));
    look();
    List<LiveTable> found = tables.list();
    assertEquals("cache", found.getFirst().name().value());
    assertTrue(found.getLast().name().value().matches("cache~[0-9a-f]{8}"), found::toString);

    tables = new FoundTables(listed, log);
    reports.set(0, Openings.attached("hub@h", Openings.named("hub@h", "cache", "/two/cache.dets")));
    assertEquals(Ownership.Open.class, look().ownership(found.getLast().name()).getClass());
    assertEquals(found, tables.list());
    reports.set(0, new NodeReport.Unreachable(new NodeName("hub@h"), Openings.AT, "gone"));
    listed.gone.add("/one/cache.dets");
    look();
    assertEquals(found, tables.list());
  }

  @Test
  void leavesTablesAloneThatCannotBeReadHere() throws Exception {
    listed.gone.add("/elsewhere/a.dets");
    reports.add(Openings.attached("hub@h", Openings.named("hub@h", "a", "/elsewhere/a.dets")));

    assertEquals(1, look().unprotected().size());
    assertEquals(List.of(), names());
  }

  @Test
  void forgetsATableThatNobodyHasOpenAndThatHasNoFile() throws Exception {
    reports.add(Openings.attached("hub@h", Openings.named("hub@h", "a", "/t/a.dets")));
    look();
    reports.set(0, Openings.attached("hub@h"));
    look();
    assertEquals(List.of("a"), names());
    listed.gone.add("/t/a.dets");
    look();
    assertEquals(List.of(), names());
    assertEquals(Map.of(), log.saved);
  }

  @Test
  void givesWayToAnOperatorWhoListsTheFile() throws Exception {
    reports.add(Openings.attached("hub@h", Openings.named("hub@h", "a", "/t/a.dets")));
    look();
    listed.add("better_name", "/t/a.dets");
    look();
    assertEquals(List.of("better_name"), names());
  }

  @Test
  void doesNotTakeANameThatIsListed() throws Exception {
    listed.add("a", "/t/a.dets");
    reports.add(Openings.attached("hub@h", Openings.named("hub@h", "a", "/other/a.dets")));
    look();
    assertTrue(names().getLast().matches("a~[0-9a-f]{8}"), names().toString());
  }

  @Test
  void goesOnWithoutALog() throws Exception {
    log.broken = true;
    reports.add(Openings.attached("hub@h", Openings.named("hub@h", "a", "/t/a.dets")));
    look();
    assertEquals(List.of("a"), names());
  }

  private static final class Log implements FoundTableLog {
    private Map<TableName, TableLocation> saved = Map.of();
    private boolean broken;

    @Override
    public Map<TableName, TableLocation> load() throws IOException {
      if (broken) {
        throw new IOException("the disk is gone");
      }
      return saved;
    }

    @Override
    public void save(Map<TableName, TableLocation> tables) throws IOException {
      if (broken) {
        throw new IOException("the disk is gone");
      }
      saved = new LinkedHashMap<>(tables);
    }
  }

  /** Tables that an operator lists; every file can be read but those that are gone. */
  private static final class Listed implements LiveTables {
    private final List<LiveTable> tables = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();

    void add(String name, String file) {
      tables.add(new LiveTable(new TableName(name), new TableLocation(file)));
    }

    @Override
    public List<LiveTable> list() {
      return List.copyOf(tables);
    }

    @Override
    public List<String> notes() {
      return List.of();
    }

    @Override
    public TableObservation observe(LiveTable table) {
      return gone.contains(table.location().value())
          ? new TableObservation.Unavailable("no such file")
          : new TableObservation.Readable(ScriptedTables.figures(), Openings.AT, Optional.empty());
    }

    @Override
    public TableLocation file(LiveTable table) {
      return table.location();
    }
  }
}
