package io.detsguard.storage.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.TableCopier;
import io.detsguard.application.port.out.TableCopier.CopyOutcome;
import io.detsguard.domain.backup.CopyGrade;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.table.TableName;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.copy.Waiting;
import io.detsguard.storage.distribution.Dialers;
import io.detsguard.storage.distribution.NodeConnection;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.erlang.ErlangPrograms;
import io.detsguard.storage.erlang.LiveNode;
import io.detsguard.storage.erlang.NeedsErlang;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Copies of tables that real nodes write as fast as they can, judged by Erlang itself. The long
 * form is {@code benchmarks/node-copies}.
 */
@NeedsErlang
@Timeout(300)
class LadderTest {
  /** Longer than any pause here; a loaded machine must not decide what is tested. */
  private static final Duration LIMIT = Duration.ofSeconds(4);

  /** Whether the process of the table t is suspended. */
  private static final String STATE =
      "lists:nth(2, element(4, sys:get_status(dets:info(t, owner))))";

  @TempDir Path home;

  static List<Path> programs() {
    return ErlangPrograms.all();
  }

  private static Random random() {
    long seed = Long.getLong("detsguard.seed", System.nanoTime() & 0xFFFF_FFFFL);
    System.out.println("LadderTest: -Ddetsguard.seed=" + seed);
    return new Random(seed);
  }

  /** Copies a table so often; all copies must be exact, and whole. */
  private static Map<CopyMethod, Integer> requireWhole(
      BusyTables tables, TableCopier copier, LiveTable table, int times) throws Exception {
    List<String> lines = new ArrayList<>();
    Map<CopyMethod, Integer> methods = new TreeMap<>();
    for (int i = 0; i < times; i++) {
      BusyTables.Tried tried = tables.copy(copier, table);
      CopyOutcome.Copied copied =
          assertInstanceOf(CopyOutcome.Copied.class, tried.outcome(), tried.outcome().toString());
      assertEquals(CopyGrade.EXACT, copied.method().grade());
      methods.merge(copied.method(), 1, Integer::sum);
      lines.add(tried.line());
    }
    assertEquals(Collections.nCopies(times, "whole"), tables.judge(lines));
    System.out.println("LadderTest: " + table.name() + " " + methods);
    return methods;
  }

  @ParameterizedTest
  @MethodSource("programs")
  void copiesTablesUnderSaturatingWriters(Path erl) throws Exception {
    try (BusyTables tables = BusyTables.start(home, erl)) {
      TableCopier ladder = tables.ladder(LIMIT, Waiting.real(), random());
      requireWhole(tables, ladder, tables.write("small", "same", 200, 100), 20);
      requireWhole(tables, ladder, tables.write("mixed", "mixed", 2_000, 900), 12);
      tables.stop("small");
      tables.stop("mixed");
      requireWhole(tables, ladder, tables.write("growing", "grow", 4_000, 500), 12);
      tables.stop("growing");
      requireWhole(tables, ladder, tables.write("big", "same", 4_000, 6_000), 4);
      tables
          .node()
          .expect(
              "[]",
              "[T || T <- dets:all(), lists:nth(2, element(4, sys:get_status(dets:info(T, owner))))"
                  + " =/= running]");
    }
  }

  /** Suspends so much too late to meet the save that the file is open in most tries. */
  private static Waiting late(int millis) {
    return new Waiting() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration.plusMillis(millis));
      }
    };
  }

  @Test
  void repairsWhatWasCopiedOpenWithoutLoss() throws Exception {
    try (BusyTables tables = BusyTables.start(home, programs().getFirst())) {
      int repaired = 0;
      // A writer that hardly gets a processor changes nothing in so short a time: give it more.
      for (int millis = 40; repaired == 0 && millis < LIMIT.toMillis(); millis *= 4) {
        TableCopier ladder = tables.ladder(LIMIT, late(millis), random());
        for (String kind : List.of("same", "mixed", "grow")) {
          repaired += repaired(tables, ladder, kind, kind + millis);
        }
      }
      assertTrue(repaired > 0, "nothing was copied open");
    }
  }

  private static int repaired(BusyTables tables, TableCopier ladder, String kind, String name)
      throws Exception {
    LiveTable table = tables.write(name, kind, 2_000, 700);
    int repaired = requireWhole(tables, ladder, table, 8).getOrDefault(CopyMethod.HELD_REPAIR, 0);
    tables.stop(name);
    return repaired;
  }

  @Test
  void holdsNobodyUnlessAllowed() throws Exception {
    try (BusyTables tables = BusyTables.start(home, programs().getFirst())) {
      LiveTable table = tables.write("t", "same", 4_000, 2_000);
      requireRefusal(tables, table, new PauseRules(Duration.ZERO, Set.of()), "pause-limit is 0");
      requireRefusal(
          tables, table, new PauseRules(LIMIT, Set.of(new TableName("u"))), "not among the tables");
      requireRefusal(
          tables, table, new PauseRules(Duration.ofMillis(20), Set.of()), "too big to be held");
      assertInstanceOf(
          Rung.Reached.class,
          tables.hold(
              tables.held(new PauseRules(LIMIT, Set.of(table.name())), Waiting.real(), random()),
              table));
    }
  }

  /** The file looks whole again, but its owner has given the table up. */
  @Test
  void takesNoCopyOfATableInTheModeError() throws Exception {
    try (BusyTables tables = BusyTables.start(home, programs().getFirst())) {
      tables.node().eval("dets:open_file(t, [{file, \"t.dets\"}, {auto_save, infinity}])");
      tables.node().expect("ok", "dets:insert(t, [{N, N} || N <- lists:seq(1, 1000)])");
      tables.node().expect("1000", "dets:info(t, size)");
      Path file = home.resolve("t.dets");
      byte[] table = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(table, 2000)); // in place: it keeps its inode
      tables.node().expect("error", "element(1, dets:lookup(t, 77))");
      Files.write(file, table);

      Rung rung =
          tables.hold(
              tables.held(new PauseRules(LIMIT, Set.of()), Waiting.real(), random()),
              tables.table("t"));
      Rung.Broken broken = assertInstanceOf(Rung.Broken.class, rung, rung.toString());
      assertTrue(broken.why().startsWith("Its owner could not save it: {error,"), broken.why());
    }
  }

  private static void requireRefusal(
      BusyTables tables, LiveTable table, PauseRules rules, String words) throws Exception {
    Waiting never =
        new Waiting() {
          @Override
          public long nanos() {
            throw new AssertionError("nobody is held");
          }

          @Override
          public void pause(Duration duration) {
            throw new AssertionError("nobody is held");
          }
        };
    Rung rung = tables.hold(tables.held(rules, never, new Random(1)), table);
    Rung.Missed missed = assertInstanceOf(Rung.Missed.class, rung);
    assertTrue(missed.why().contains(words), missed.why());
  }

  @Test
  void endsAsWithoutNodeWhenTheNodeCannotHelp() throws Exception {
    try (BusyTables tables = BusyTables.start(home, programs().getFirst());
        NodeConnection gone =
            Dialers.connection(
                "gone@127.0.0.1", Dialers.plain(LiveNode.cookieFile(home), tables.mapperPort()))) {
      LiveTable table = tables.write("t", "same", 200, 100);
      OwnerHelp help =
          new OwnerHelp(
              List.of(gone), Dialers.PATIENCE, new PauseRules(LIMIT, Set.of()), Optional.empty());
      CopyOutcome outcome =
          tables.copy(BusyTables.ladder(help, Waiting.real(), random()), table).outcome();
      CopyOutcome.GaveUp gaveUp =
          assertInstanceOf(CopyOutcome.GaveUp.class, outcome, outcome.toString());
      assertTrue(
          Set.of(FailureKind.NOT_PROPERLY_CLOSED, FailureKind.KEPT_CHANGING)
              .contains(gaveUp.kind()),
          gaveUp.toString());
      assertTrue(gaveUp.reason().contains("EPMD knows no node \"gone\""), gaveUp.reason());
      tables.node().expect("ok", "file:delete(\"none\"), dets:sync(t)");
    }
  }

  /** The node is killed in the middle: between the save and the suspension. */
  @Test
  void endsWithTheReasonWhenTheNodeDiesMeanwhile() throws Exception {
    try (BusyTables tables = BusyTables.start(home, programs().getFirst())) {
      LiveTable table = tables.write("t", "same", 2_000, 900);
      Waiting deadly =
          new Waiting() {
            @Override
            public long nanos() {
              return System.nanoTime();
            }

            @Override
            public void pause(Duration duration) {
              tables.node().kill();
            }
          };
      HeldCopy held = tables.held(new PauseRules(LIMIT, Set.of()), deadly, random());
      NodeException dead = assertThrows(NodeException.class, () -> tables.hold(held, table));
      assertTrue(
          Set.of(NodeException.Kind.LOST, NodeException.Kind.UNREACHABLE).contains(dead.kind()),
          dead.toString());
    }
  }

  @Test
  void letsTheOperatorsCommandSaveWhereNoNodeHelps() throws Exception {
    try (BusyTables tables = BusyTables.start(home, programs().getFirst())) {
      tables.node().eval("dets:open_file(t, [{file, \"t.dets\"}, {auto_save, infinity}])");
      tables.node().eval("dets:insert(t, {k, v}), dets:info(t, size)");
      tables
          .node()
          .eval(
              "spawn(fun() -> (fun W() -> filelib:is_file(\"t.sync\") andalso dets:sync(t),"
                  + " timer:sleep(10), W() end)() end)");
      requireCommand(tables, List.of("false"), "ended with status 1");
      requireCommand(tables, List.of("/no/such/program"), "could not be started");
      requireCommand(tables, List.of("sleep", "100"), "did not end within 400 ms");
      requireCommand(tables, List.of("true"), "The sync command ended well.");
      CopyOutcome.Copied copied =
          assertInstanceOf(
              CopyOutcome.Copied.class,
              commanded(
                  tables,
                  List.of(
                      "sh", "-c", "touch $0; sleep 0.3", home.resolve("{table}.sync").toString())));
      assertEquals(CopyMethod.COMMANDED_READ, copied.method());
    }
  }

  private static CopyOutcome commanded(BusyTables tables, List<String> words) throws Exception {
    OwnerHelp help =
        new OwnerHelp(
            List.of(),
            Dialers.PATIENCE,
            new PauseRules(Duration.ZERO, Set.of()),
            Optional.of(new OperatorCommand(words, Duration.ofMillis(400))));
    return tables.copyQuiet(
        BusyTables.ladder(help, Waiting.real(), new Random(1)), tables.table("t"));
  }

  private static void requireCommand(BusyTables tables, List<String> words, String reason)
      throws Exception {
    CopyOutcome.GaveUp gaveUp =
        assertInstanceOf(CopyOutcome.GaveUp.class, commanded(tables, words));
    assertTrue(gaveUp.reason().contains(reason), gaveUp.reason());
  }

  @Test
  void tablesGoOnWhenTheProgramThatHoldsThemIsKilled() throws Exception {
    try (BusyTables tables = BusyTables.start(home, programs().getFirst())) {
      LiveTable table = tables.write("t", "same", 200, 100);
      HolderDeaths deaths = new HolderDeaths(tables, home, table, random());
      int held = 0;
      for (int i = 0; i < 12 && held < 3; i++) {
        held += deaths.one().held() ? 1 : 0; // and it goes on, or the death does not end
      }
      assertTrue(held > 0, "no program died while it held the table");
    }
  }

  @Test
  void resumesTablesThatAreSuspendedTooLate() throws Exception {
    try (BusyTables tables = BusyTables.start(home, programs().getFirst())) {
      tables.node().eval("dets:open_file(t, [{file, \"t.dets\"}])");
      AttachedNode node = new AttachedNode(tables.connection(), Dialers.PATIENCE);
      try (TableHold hold =
          new TableHold(node, node.process(Term.atom("t")).orElseThrow(), LIMIT, Waiting.real())) {
        hold.arm();
        // the process is stopped as a whole, so the suspension waits in its queue
        tables.node().expect("true", "erlang:suspend_process(dets:info(t, owner))");
        NodeException late = assertThrows(NodeException.class, hold::suspend);
        assertTrue(
            Set.of(NodeException.Kind.FAILED, NodeException.Kind.TIMED_OUT).contains(late.kind()),
            late.toString());
        Thread release = Thread.ofVirtual().start(hold::release);
        tables.node().expect("true", "erlang:resume_process(dets:info(t, owner))");
        release.join();
      }
      tables.node().expect("ok", "dets:insert(t, {k, v})");
    }
  }

  @Test
  void resumesTablesAlsoWhenTheRunIsStopped() throws Exception {
    try (BusyTables tables = BusyTables.start(home, programs().getFirst())) {
      tables.node().eval("dets:open_file(t, [{file, \"t.dets\"}])");
      AttachedNode node = new AttachedNode(tables.connection(), Dialers.PATIENCE);
      TableHold hold =
          new TableHold(node, node.process(Term.atom("t")).orElseThrow(), LIMIT, Waiting.real());
      hold.arm();
      hold.suspend();
      tables.node().expect("suspended", STATE);
      Thread.currentThread().interrupt();
      hold.close();
      assertTrue(Thread.interrupted(), "the interrupt is lost");
      tables.node().expect("running", STATE);
    }
  }

  @Test
  void recognisesTheOwnerByRelativeNamesAndLinks() throws Exception {
    try (BusyTables tables = BusyTables.start(home, programs().getFirst())) {
      LiveTable table = tables.write("t", "same", 200, 100);
      Files.createSymbolicLink(home.resolve("link.dets"), home.resolve("t.dets"));
      TableOwners owners = new TableOwners(List.of(tables.connection()), Dialers.PATIENCE);
      for (LiveTable same : List.of(table, tables.table("link"))) {
        TableOwners.Search.Found found =
            assertInstanceOf(TableOwners.Search.Found.class, owners.ownerOf(same));
        assertEquals(Term.atom("t"), found.table());
      }
      assertInstanceOf(TableOwners.Search.NotFound.class, owners.ownerOf(tables.table("another")));
    }
  }
}
