package io.detsguard.storage.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TupleTerm;
import io.detsguard.storage.erlang.LiveNode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be sent to a node, and that nothing else can. */
class NodeCallTest {
  private static final Pid PROCESS = new Pid(new Atom("a@b"), 1, 2, 3);
  private static final Term TABLE = Term.binary("t");

  /** One of each, and what must arrive. */
  private static final Map<NodeCall, String> EACH = new LinkedHashMap<>();

  static {
    EACH.put(new NodeCall.OwnName(), "erlang:node/0");
    EACH.put(new NodeCall.OtpRelease(), "erlang:system_info/1");
    EACH.put(new NodeCall.WorkingDirectory(), "file:get_cwd/0");
    EACH.put(new NodeCall.AllTables(), "dets:all/0");
    EACH.put(new NodeCall.TableSummary(TABLE), "dets:info/1");
    EACH.put(new NodeCall.TableInfo(TABLE, TableItem.PID), "dets:info/2");
    EACH.put(new NodeCall.SyncTable(TABLE), "dets:sync/1");
    EACH.put(new NodeCall.SuspendProcess(PROCESS), "sys:suspend/1");
    EACH.put(new NodeCall.ResumeProcess(PROCESS), "sys:resume/1");
    EACH.put(new NodeCall.ResumeLater(PROCESS, Duration.ofSeconds(5)), "timer:apply_after/4");
    EACH.put(new NodeCall.CancelTimer(new ArmedTimer(TABLE)), "timer:cancel/1");
    EACH.put(
        new NodeCall.ProcessInfo(PROCESS, EnumSet.allOf(ProcessItem.class)),
        "erlang:process_info/2");
    EACH.put(new NodeCall.IsAlive(PROCESS), "erlang:is_process_alive/1");
    EACH.put(new NodeCall.TableState(PROCESS), "sys:get_state/1");
    EACH.put(new NodeCall.TerminateChild(new Atom("sup"), TABLE), "supervisor:terminate_child/2");
    EACH.put(new NodeCall.RestartChild(new Atom("sup"), TABLE), "supervisor:restart_child/2");
    EACH.put(
        new NodeCall.ConfiguredCall(new Atom("app"), new Atom("release"), List.of(TABLE)),
        "app:release/1");
  }

  @TempDir Path home;

  @Test
  void listsEachKindOfCallOnce() {
    Set<Class<?>> listed =
        EACH.keySet().stream().map(NodeCall::getClass).collect(Collectors.toSet());
    assertEquals(Set.of(NodeCall.class.getPermittedSubclasses()), listed);
    assertEquals(NodeCall.class.getPermittedSubclasses().length, EACH.size());
  }

  /** Another way to send would have to be a method of the one public class that connects. */
  @Test
  void connectionsTakeNothingButListedCalls() {
    Set<String> methods =
        Stream.of(NodeConnection.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of("call", "start", "node", "close"), methods);
    Stream.of(NodeConnection.class.getDeclaredMethods())
        .filter(method -> Set.of("call", "start").contains(method.getName()))
        .forEach(method -> assertEquals(NodeCall.class, method.getParameterTypes()[0]));
    Stream.of(NodeLink.class, CallForm.class, PacketStream.class)
        .forEach(type -> assertTrue(!Modifier.isPublic(type.getModifiers()), type.getName()));
  }

  @Test
  void sendsEachCallAsItsFunctionAndNothingElse() throws Exception {
    Path cookie = home.resolve("cookie");
    Files.writeString(cookie, LiveNode.COOKIE);
    Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("rw-------"));
    List<Recorded> calls = Collections.synchronizedList(new ArrayList<>());
    try (FakePeer peer = FakePeer.playing(talk -> record(talk, calls));
        NodeConnection connection = Dialers.connection(peer.address(), Dialers.plain(cookie, 1))) {
      for (NodeCall call : EACH.keySet()) {
        assertEquals(new Atom("ok"), connection.call(call, Dialers.PATIENCE));
      }
    }
    assertEquals(List.copyOf(EACH.values()), calls.stream().map(Recorded::form).toList());
    Recorded later = calls.get(9);
    assertEquals(
        List.of(Term.integer(5_000), Term.atom("sys"), Term.atom("resume"), Term.list(PROCESS)),
        later.arguments());
  }

  private static void record(FakePeer.Talk talk, List<Recorded> calls) throws IOException {
    talk.shakeHands();
    while (true) {
      byte[] packet = talk.packet();
      calls.add(Recorded.of(packet));
      TupleTerm from = (TupleTerm) Recorded.message(packet).elements().get(1);
      talk.packet(
          Term.tuple(Term.integer(2), Term.atom(""), from.elements().get(0)),
          Term.tuple(from.elements().get(1), Term.atom("ok")));
    }
  }

  @Test
  void configuredCallsNeverReachTablesOrTheSystem() {
    for (String module : List.of("dets", "os", "erlang", "rpc")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new NodeCall.ConfiguredCall(new Atom(module), new Atom("f"), List.of()));
    }
  }
}
