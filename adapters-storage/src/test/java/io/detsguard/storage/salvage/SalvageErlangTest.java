package io.detsguard.storage.salvage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.dets.Seeds;
import io.detsguard.storage.erlang.ErlangNode;
import io.detsguard.storage.erlang.NeedsErlang;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repair beside Erlang's own, on tables of random histories and on random damage. */
@NeedsErlang
class SalvageErlangTest {
  private static final int HISTORIES = 45;
  private static final int DAMAGES = 60;
  private static final int KILLS = 12;
  private static final int LONGEST_LIFE_MILLIS = 400;

  /** Arguments: file, seed, type, number of keys. Says "writing" when the table is open. */
  private static final String WRITER =
      """
      rand:seed(exsss, %2$d),
      {ok, T} = dets:open_file(t, [{file, "%1$s"}, {type, %3$s}, {auto_save, 100}]),
      [dets:insert(T, {I, {first, I}}) || I <- lists:seq(1, 50)], ok = dets:sync(T),
      io:format("writing~n"),
      W = fun W(I) ->
          K = rand:uniform(%4$d),
          case rand:uniform(12) of
              1 -> dets:delete(T, K);
              2 -> dets:insert(T, {K, {large, binary:copy(<<I:64>>, rand:uniform(3000))}});
              3 -> dets:sync(T);
              4 -> dets:delete_object(T, {K, {first, K}});
              5 -> dets:insert(T, [{K + N, {many, I}} || N <- lists:seq(0, 20)]);
              _ -> dets:insert(T, {K, {small, lists:seq(1, rand:uniform(60))}})
          end,
          W(I + 1)
      end,
      W(1).\
      """;

  private static final String REPAIRING = "not properly closed, repairing ...";

  @TempDir private Path directory;

  /** What Erlang has to say of our repairs, other than that it repairs its own copies. */
  private String judge(List<String> names) throws Exception {
    String said =
        new ErlangNode(directory)
            .runResource(
                "/io/detsguard/storage/salvage/judge.escript", names.toArray(String[]::new));
    return said.lines()
        .filter(line -> !(line.contains(".theirs\"") && line.endsWith(REPAIRING)))
        .collect(Collectors.joining("\n"));
  }

  private void repair(String name) throws Exception {
    Path source = directory.resolve(name + ".dets");
    byte[] before = Files.readAllBytes(source);
    RepairOutcome outcome =
        Repairs.run(Repairs.order(source, directory.resolve(name + ".repaired")));
    assertEquals(
        outcome instanceof RepairOutcome.Repaired,
        Files.exists(directory.resolve(name + ".repaired")));
    assertArrayEquals(before, Files.readAllBytes(source));
  }

  @Test
  void keepsWhatErlangKeepsOfTablesCopiedInTheMiddleOfTheirLives() throws Exception {
    String seed = String.valueOf(Seeds.next(SalvageErlangTest.class));
    new ErlangNode(directory)
        .runResource(
            "/io/detsguard/storage/salvage/histories.escript", seed, String.valueOf(HISTORIES));
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= HISTORIES; i++) {
      names.add("c" + i);
      repair("c" + i);
    }
    assertEquals("", judge(names));
  }

  @Test
  void keepsWhatErlangKeepsOfTablesWhoseWriterWasKilled() throws Exception {
    Random random = new Random(Seeds.next(SalvageErlangTest.class));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < KILLS; i++) {
      String name = "k" + i;
      String type = List.of("set", "bag", "duplicate_bag").get(i % 3);
      writeAndDie(directory.resolve(name + ".dets"), type, random);
      names.add(name);
      repair(name);
    }
    assertEquals("", judge(names));
  }

  /** Starts an Erlang that writes without end, and kills it with SIGKILL at a random moment. */
  private static void writeAndDie(Path table, String type, Random random) throws Exception {
    String code = WRITER.formatted(table, random.nextInt(1 << 30), type, 1 + random.nextInt(300));
    ProcessBuilder erl = new ProcessBuilder("erl", "-noshell", "-noinput", "-eval", code);
    erl.environment().put("ERL_CRASH_DUMP_SECONDS", "0");
    Process writer = erl.redirectErrorStream(true).start();
    try {
      assertEquals("writing", writer.inputReader(StandardCharsets.UTF_8).readLine());
      Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
    } finally {
      writer.descendants().forEach(ProcessHandle::destroyForcibly);
      writer.destroyForcibly().waitFor();
    }
  }

  @Test
  void keepsWhatErlangKeepsOfDamagedTables() throws Exception {
    Random random = new Random(Seeds.next(SalvageErlangTest.class));
    List<String> sources =
        List.of("task_queue.dets", "bag.dets", "dupbag.dets", "dirty_kill9.dets", "all_terms.dets");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < DAMAGES; i++) {
      String name = "d" + i;
      byte[] table = Corpus.bytes(sources.get(i % sources.size()));
      Files.write(directory.resolve(name + ".dets"), damaged(table, random));
      names.add(name);
      repair(name);
    }
    assertEquals("", judge(names));
  }

  /** Behind the header: a header that claims millions of slots would keep Erlang busy. */
  private static byte[] damaged(byte[] table, Random random) throws IOException {
    int at = 1336 + random.nextInt(table.length - 1336);
    byte[] damaged = table.clone();
    switch (random.nextInt(4)) {
      case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> damaged = Arrays.copyOf(table, at);
      case 2 -> Arrays.fill(damaged, at, Math.min(table.length, at + 512), (byte) 0);
      default -> System.arraycopy(table, 1336, damaged, at, Math.min(64, table.length - at));
    }
    return damaged;
  }
}
