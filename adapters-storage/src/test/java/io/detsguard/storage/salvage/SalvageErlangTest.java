package io.detsguard.storage.salvage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.dets.Seeds;
import io.detsguard.storage.erlang.ErlangNode;
import io.detsguard.storage.erlang.NeedsErlang;
import java.io.IOException;
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
