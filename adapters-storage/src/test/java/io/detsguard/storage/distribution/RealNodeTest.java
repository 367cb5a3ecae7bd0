package io.detsguard.storage.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.ListTerm;
import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.distribution.NodeConnection.Pending;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.distribution.peer.NodeException.Kind;
import io.detsguard.storage.erlang.ErlangPrograms;
import io.detsguard.storage.erlang.LiveNode;
import io.detsguard.storage.erlang.NeededProgram;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.erlang.PortMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls to real nodes, of each release at hand. */
@NeedsErlang
class RealNodeTest {
  private static final Duration PATIENCE = Dialers.PATIENCE;

  @TempDir Path home;

  private PortMapper mapper;

  static List<Path> programs() {
    return ErlangPrograms.all();
  }

  private static Path program() {
    return programs().getFirst();
  }

  @BeforeEach
  void startMapper() throws Exception {
    mapper = PortMapper.start();
  }

  @AfterEach
  void stopMapper() throws Exception {
    mapper.close();
  }

  private LiveNode node(Path erl, String... flags) throws Exception {
    return LiveNode.start(home, erl, mapper.port(), flags);
  }

  private NodeConnection connection(String node) {
    return Dialers.connection(node, Dialers.plain(LiveNode.cookieFile(home), mapper.port()));
  }

  private static String nameOf(LiveNode node) throws Exception {
    return node.eval("node()").replace("'", "");
  }

  private static void requireAnswers(LiveNode node, NodeConnection connection) throws Exception {
    assertEquals(new Atom(nameOf(node)), connection.call(new NodeCall.OwnName(), PATIENCE));
    assertEquals(
        Term.list(
            node.eval("list_to_integer(erlang:system_info(otp_release))")
                .chars()
                .mapToObj(Term::integer)
                .toList()),
        connection.call(new NodeCall.OtpRelease(), PATIENCE));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void callsNodesWithShortAndWithLongNames(Path erl) throws Exception {
    for (String[] name :
        List.of(new String[] {"-sname", "a@localhost"}, new String[] {"-name", "b@127.0.0.1"})) {
      try (LiveNode node = node(erl, name);
          NodeConnection connection = connection(nameOf(node))) {
        requireAnswers(node, connection);
        node.expect("[]", "nodes()");
        node.expect("1", "length(nodes(hidden))");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void callsHiddenNodes(Path erl) throws Exception {
    try (LiveNode node = node(erl, "-name", "h@127.0.0.1", "-hidden");
        NodeConnection connection = connection("h@127.0.0.1")) {
      requireAnswers(node, connection);
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void callsNodesWithoutPortMapper(Path erl) throws Exception {
    int port = PortMapper.freePort();
    String[] flags = {
      "-name", "n@127.0.0.1", "-start_epmd", "false", "-erl_epmd_port", Integer.toString(port)
    };
    try (LiveNode node = LiveNode.start(home, erl, PortMapper.freePort(), flags);
        NodeConnection connection = connection("n@127.0.0.1:" + port)) {
      requireAnswers(node, connection);
    }
  }

  @Test
  void callsElixirNodes() throws Exception {
    Path elixir = NeededProgram.find("elixir");
    try (LiveNode node =
            LiveNode.startElixir(home, elixir, mapper.port(), "--name", "ex@127.0.0.1");
        NodeConnection connection = connection("ex@127.0.0.1")) {
      requireAnswers(node, connection);
      node.expect(
          "{ok,'Elixir.My.Cache'}", "dets:open_file('Elixir.My.Cache', [{file, \"cache.dets\"}])");
      assertEquals(
          Term.list(Term.atom("Elixir.My.Cache")),
          connection.call(new NodeCall.AllTables(), PATIENCE));
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void asksAndHoldsTablesWhoseNamesAreAnyTerm(Path erl) throws Exception {
    Term name = Term.tuple(Term.atom("t"), Term.binary("ä"), Term.integer(-7));
    try (LiveNode node = node(erl, "-name", "t@127.0.0.1");
        NodeConnection connection = connection("t@127.0.0.1")) {
      node.eval("dets:open_file({t, <<\"ä\"/utf8>>, -7}, [{file, \"t.dets\"}])");
      node.expect("ok", "dets:insert({t, <<\"ä\"/utf8>>, -7}, {k, v})");
      assertEquals(
          Term.integer(1), connection.call(new NodeCall.TableInfo(name, TableItem.SIZE), PATIENCE));
      Pid process =
          assertInstanceOf(
              Pid.class, connection.call(new NodeCall.TableInfo(name, TableItem.PID), PATIENCE));
      assertEquals(new Atom("true"), connection.call(new NodeCall.IsAlive(process), PATIENCE));
      connection.call(new NodeCall.SuspendProcess(process), PATIENCE);
      Pending held = connection.start(new NodeCall.SyncTable(name));
      NodeException late =
          assertThrows(NodeException.class, () -> held.await(Duration.ofMillis(200)));
      assertEquals(Kind.TIMED_OUT, late.kind());
      assertInstanceOf(
          ListTerm.class,
          connection.call(
              new NodeCall.ProcessInfo(
                  process, Set.of(ProcessItem.MEMORY, ProcessItem.MESSAGE_QUEUE_LEN)),
              PATIENCE));
      connection.call(new NodeCall.ResumeProcess(process), PATIENCE);
      assertEquals(new Atom("ok"), connection.call(new NodeCall.SyncTable(name), PATIENCE));
    }
  }

  @Test
  void resumesBySetTimerAndTakesTimersBack() throws Exception {
    try (LiveNode node = node(program(), "-name", "t@127.0.0.1");
        NodeConnection connection = connection("t@127.0.0.1")) {
      node.eval("dets:open_file(t, [{file, \"t.dets\"}])");
      Pid process =
          assertInstanceOf(
              Pid.class,
              connection.call(new NodeCall.TableInfo(Term.atom("t"), TableItem.PID), PATIENCE));
      arm(connection, process, Duration.ofMillis(300));
      connection.call(new NodeCall.SuspendProcess(process), PATIENCE);
      node.expect("ok", "dets:sync(t)"); // returns when the timer has fired
      ArmedTimer taken = arm(connection, process, Duration.ofMillis(300));
      connection.call(new NodeCall.CancelTimer(taken), PATIENCE);
      connection.call(new NodeCall.SuspendProcess(process), PATIENCE);
      Pending held = connection.start(new NodeCall.SyncTable(Term.atom("t")));
      assertThrows(NodeException.class, () -> held.await(Duration.ofMillis(900)));
    }
  }

  private static ArmedTimer arm(NodeConnection connection, Pid process, Duration delay)
      throws Exception {
    Term answer = connection.call(new NodeCall.ResumeLater(process, delay), PATIENCE);
    return ArmedTimer.of(answer).orElseThrow(() -> new AssertionError(answer.toString()));
  }

  @Test
  void saysThatTheCookieIsWrong() throws Exception {
    Path cookie = home.resolve("other");
    Files.writeString(cookie, "another-secret\n");
    Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("rw-------"));
    try (LiveNode node = node(program(), "-name", "c@127.0.0.1");
        NodeConnection connection =
            Dialers.connection("c@127.0.0.1", Dialers.plain(cookie, mapper.port()))) {
      NodeException refused = assertThrows(NodeException.class, () -> ask(connection));
      assertEquals(Kind.REFUSED, refused.kind());
      assertTrue(refused.getMessage().contains("another cookie"), refused.getMessage());
      assertTrue(!refused.getMessage().contains("secret"), refused.getMessage());
      node.expect("[]", "nodes(hidden)");
    }
  }

  private static Term ask(NodeConnection connection) throws Exception {
    return connection.call(new NodeCall.OwnName(), PATIENCE);
  }

  @Test
  void saysThatNobodyHasTheName() throws Exception {
    try (LiveNode node = node(program(), "-name", "c@127.0.0.1");
        NodeConnection connection = connection("d@127.0.0.1")) {
      node.expect("up", "up");
      NodeException unknown = assertThrows(NodeException.class, () -> ask(connection));
      assertEquals(Kind.UNREACHABLE, unknown.kind());
      assertTrue(unknown.getMessage().contains("EPMD knows no node \"d\""), unknown.getMessage());
    }
  }

  @Test
  void refusesAnotherNodeAtThePort() throws Exception {
    try (LiveNode node = node(program(), "-name", "c@127.0.0.1")) {
      String port = node.eval("{port, P, _} = erl_epmd:port_please(\"c\", {127,0,0,1}), P");
      try (NodeConnection connection = connection("d@127.0.0.1:" + port)) {
        NodeException other = assertThrows(NodeException.class, () -> ask(connection));
        assertEquals(Kind.REFUSED, other.kind());
        assertTrue(
            other.getMessage().contains("another node than d@127.0.0.1"), other.getMessage());
      }
    }
  }

  @Test
  void takesFixedNameForNodesThatAllowOnlyThat() throws Exception {
    try (LiveNode node = node(program(), "-name", "c@127.0.0.1")) {
      node.expect("ok", "net_kernel:allow(['detsguard@127.0.0.1'])");
      try (NodeConnection nameless = connection("c@127.0.0.1");
          NodeConnection named =
              Dialers.connection(
                  "c@127.0.0.1",
                  Dialers.named("detsguard@127.0.0.1", LiveNode.cookieFile(home), mapper.port()))) {
        NodeException refused = assertThrows(NodeException.class, () -> ask(nameless));
        assertTrue(refused.getMessage().contains("net_kernel:allow/1"), refused.getMessage());
        assertEquals(new Atom("c@127.0.0.1"), ask(named));
        node.expect("['detsguard@127.0.0.1']", "nodes(hidden)");
      }
    }
  }

  @Test
  void failsWhatWaitsWhenTheNodeVanishesAndComesBackWithIt() throws Exception {
    try (NodeConnection connection = connection("v@127.0.0.1")) {
      try (LiveNode node = node(program(), "-name", "v@127.0.0.1")) {
        node.eval("dets:open_file(t, [{file, \"t.dets\"}])");
        Pid process =
            assertInstanceOf(
                Pid.class,
                connection.call(new NodeCall.TableInfo(Term.atom("t"), TableItem.PID), PATIENCE));
        connection.call(new NodeCall.SuspendProcess(process), PATIENCE);
        Pending waiting = connection.start(new NodeCall.SyncTable(Term.atom("t")));
        node.kill();
        NodeException lost = assertThrows(NodeException.class, () -> waiting.await(PATIENCE));
        assertEquals(Kind.LOST, lost.kind());
      }
      try (LiveNode again = node(program(), "-name", "v@127.0.0.1")) {
        again.expect("up", "up");
        assertEquals(new Atom("v@127.0.0.1"), ask(connection));
      }
    }
  }

  @Test
  void staysConnectedWhenIdle() throws Exception {
    try (LiveNode node = node(program(), "-name", "i@127.0.0.1", "-kernel", "net_ticktime", "4");
        NodeConnection connection = connection("i@127.0.0.1")) {
      ask(connection);
      String before = node.eval("nodes(hidden)");
      Thread.sleep(Duration.ofSeconds(9)); // twice what the node lets a silent peer live
      node.expect(before, "nodes(hidden)");
    }
  }

  @Test
  void overlapsCallsOnOneConnection() throws Exception {
    try (LiveNode node = node(program(), "-name", "o@127.0.0.1");
        NodeConnection connection = connection("o@127.0.0.1");
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        names.add("t" + i);
        node.eval(
            "dets:open_file(t%d, [{file, \"%d.dets\"}, {auto_save, %d}])"
                .formatted(i, i, 1000 + i));
      }
      Set<Future<Boolean>> answers = new HashSet<>();
      for (int i = 0; i < 2_000; i++) {
        int number = i % 20;
        NodeCall call = new NodeCall.TableInfo(Term.atom(names.get(number)), TableItem.AUTO_SAVE);
        answers.add(
            callers.submit(
                () -> connection.call(call, PATIENCE).equals(Term.integer(1000 + number))));
      }
      for (Future<Boolean> answer : answers) {
        assertTrue(answer.get());
      }
      node.expect("1", "length(nodes(hidden))");
    }
  }
}
