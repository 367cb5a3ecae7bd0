package io.detsguard.storage.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.SilentTable;
import io.detsguard.domain.node.TableAccess;
import io.detsguard.domain.node.TableMode;
import io.detsguard.domain.node.TableOptions;
import io.detsguard.storage.distribution.Dialers;
import io.detsguard.storage.distribution.NodeConnection;
import io.detsguard.storage.erlang.ErlangPrograms;
import io.detsguard.storage.erlang.LiveNode;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.erlang.PortMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is seen of the tables of real nodes. */
@NeedsErlang
class AttachedNodesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path home;

  private PortMapper mapper;

  static List<Path> programs() {
    return ErlangPrograms.all();
  }

  @BeforeEach
  void startMapper() throws Exception {
    mapper = PortMapper.start();
  }

  @AfterEach
  void stopMapper() {
    mapper.close();
  }

  private LiveNode node(Path erl) throws Exception {
    return LiveNode.start(home, erl, mapper.port(), "-name", "look@127.0.0.1");
  }

  private NodeConnection connection(String name) {
    return Dialers.connection(name, Dialers.plain(LiveNode.cookieFile(home), mapper.port()));
  }

  private static List<NodeReport> look(Duration patience, NodeConnection... connections)
      throws Exception {
    return new AttachedNodes(List.of(connections), patience, InstantSource.fixed(NOW)).look();
  }

  private static NodeReport.Attached attached(Duration patience, NodeConnection connection)
      throws Exception {
    return assertInstanceOf(NodeReport.Attached.class, look(patience, connection).getFirst());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void saysHowEachTableIsOpen(Path erl) throws Exception {
    try (LiveNode node = node(erl);
        NodeConnection connection = connection("look@127.0.0.1")) {
      node.eval("dets:open_file(a, [{file, \"a.dets\"}, {auto_save, infinity}])");
      node.eval("dets:insert(a, {k, v})");
      node.eval("dets:safe_fixtable(a, true)");
      node.eval("dets:open_file({b, <<\"ü\"/utf8>>}, [{file, \"b.dets\"}, {ram_file, true}])");
      node.eval("dets:open_file(c, [{file, \"c.dets\"}]), dets:close(c)");
      node.eval("dets:open_file(c, [{file, \"c.dets\"}, {access, read}])");

      NodeReport.Attached report = attached(Dialers.PATIENCE, connection);
      assertEquals(NOW, report.at());
      assertEquals(List.of(), report.silent());
      assertEquals(3, report.tables().size(), report.toString());
      OpenTable a = report.tables().getFirst();
      assertEquals("a", a.name());
      assertEquals(home.toRealPath().resolve("a.dets").toString(), a.file().value());
      assertEquals(new TableOptions(TableAccess.READ_WRITE, false, Optional.empty()), a.options());
      assertEquals(TableMode.DIRTY, a.mode());
      assertTrue(a.unwrittenBytes().isPresent());
      assertEquals(1, a.fixed().orElseThrow().processes());
      Duration fixedFor = Duration.between(a.fixed().orElseThrow().since(), Instant.now());
      assertTrue(fixedFor.compareTo(Duration.ofMinutes(2)) < 0, fixedFor.toString());
      assertEquals(1, a.process().users());
      assertTrue(a.process().memoryBytes() > 0);
      node.expect(a.process().pid(), "dets:info(a, pid)");
      OpenTable c = report.tables().get(1);
      assertEquals(TableAccess.READ, c.options().access());
      assertEquals(TableMode.CLEAN, c.mode());
      assertEquals(OptionalLong.of(0), c.unwrittenBytes());
      OpenTable b = report.tables().get(2);
      assertTrue(b.options().ramFile());
      assertEquals(Optional.of(TableOptions.DEFAULT_AUTO_SAVE), b.options().autoSave());
      assertEquals("{b,<<\"ü\"/utf8>>}", b.name().replace(", ", ","));
    }
  }

  @Test
  void writesNothingOfTheCacheToTheFile() throws Exception {
    try (LiveNode node = node(programs().getFirst());
        NodeConnection connection = connection("look@127.0.0.1")) {
      node.eval("dets:open_file(a, [{file, \"a.dets\"}, {delayed_write, {600000, 400000}}])");
      node.expect("ok", "dets:sync(a)");
      node.eval("[dets:insert(a, {N, N}) || N <- lists:seq(1, 100)]");
      byte[] before = Files.readAllBytes(home.resolve("a.dets"));
      OptionalLong unwritten = OptionalLong.empty();
      for (int i = 0; i < 5; i++) {
        unwritten = attached(Dialers.PATIENCE, connection).tables().getFirst().unwrittenBytes();
      }
      assertTrue(unwritten.orElseThrow() >= 100, unwritten.toString());
      assertArrayEquals(before, Files.readAllBytes(home.resolve("a.dets")));
      node.expect("100", "dets:info(a, size)");
    }
  }

  @Test
  void asksNoProcessForStateThatMayBeLarge() throws Exception {
    try (LiveNode node = node(programs().getFirst());
        NodeConnection connection = connection("look@127.0.0.1")) {
      node.eval("dets:open_file(a, [{file, \"a.dets\"}, {delayed_write, {600000, 90000000}}])");
      node.eval("dets:insert(a, {k, binary:copy(<<0>>, 20000000)})");
      OpenTable table = attached(Dialers.PATIENCE, connection).tables().getFirst();
      assertEquals(TableMode.UNKNOWN, table.mode());
      assertEquals(OptionalLong.empty(), table.unwrittenBytes());
    }
  }

  @Test
  void knowsTablesInModeError() throws Exception {
    try (LiveNode node = node(programs().getFirst());
        NodeConnection connection = connection("look@127.0.0.1")) {
      node.eval("dets:open_file(a, [{file, \"a.dets\"}])");
      node.eval("[dets:insert(a, {N, N}) || N <- lists:seq(1, 1000)], dets:sync(a)");
      Files.write(home.resolve("a.dets"), new byte[2000]); // in place: the table is cut off
      node.eval("dets:lookup(a, 77), dets:insert(a, {a, b}), dets:sync(a)");
      assertEquals(
          TableMode.ERROR, attached(Dialers.PATIENCE, connection).tables().getFirst().mode());
    }
  }

  @Test
  void showsBusyTablesAsSilentAndTheOthersAllTheSame() throws Exception {
    try (LiveNode node = node(programs().getFirst());
        NodeConnection connection = connection("look@127.0.0.1")) {
      node.eval("dets:open_file(a, [{file, \"a.dets\"}])");
      node.eval("dets:open_file(b, [{file, \"b.dets\"}])");
      node.eval("sys:suspend(dets:info(b, pid))");
      NodeReport.Attached report = attached(Duration.ofSeconds(3), connection);
      assertEquals(List.of("a"), report.tables().stream().map(OpenTable::name).toList());
      assertEquals(List.of("b"), report.silent().stream().map(SilentTable::name).toList());
      assertTrue(report.silent().getFirst().process().queueLength() > 0);
    }
  }

  @Test
  void reportsNodesThatAreNotThereBesideThoseThatAre() throws Exception {
    try (LiveNode node = node(programs().getFirst());
        NodeConnection here = connection("look@127.0.0.1");
        NodeConnection gone = connection("gone@127.0.0.1")) {
      node.eval("up");
      List<NodeReport> reports = look(Dialers.PATIENCE, gone, here);
      NodeReport.Unreachable unreachable =
          assertInstanceOf(NodeReport.Unreachable.class, reports.getFirst());
      assertTrue(unreachable.reason().contains("EPMD knows no node"), unreachable.reason());
      assertInstanceOf(NodeReport.Attached.class, reports.getLast());
    }
  }
}
