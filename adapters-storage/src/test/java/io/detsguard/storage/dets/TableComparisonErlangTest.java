package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.diff.TableDiff;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.erlang.ErlangNode;
import io.detsguard.storage.erlang.NeedsErlang;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison against a naive one in Erlang, on random pairs of tables made by Erlang. */
@NeedsErlang
class TableComparisonErlangTest {
  private static final int PAIRS_OF_EACH_TYPE = 12;

  @TempDir private Path directory;

  @Test
  void countsTheKeysThatErlangCounts() throws Exception {
    long seed = Seeds.next(getClass());
    ErlangNode erlang = new ErlangNode(directory);
    erlang.runResource(
        "/erlang/diff.escript", "make", Long.toString(seed), Integer.toString(PAIRS_OF_EACH_TYPE));
    List<String> arguments = new ArrayList<>(List.of("compare"));
    for (String type : List.of("set", "bag", "duplicate_bag")) {
      for (int pair = 1; pair <= PAIRS_OF_EACH_TYPE; pair++) {
        arguments.add(type + "-" + pair);
      }
    }
    String answers = erlang.runResource("/erlang/diff.escript", arguments.toArray(String[]::new));

    List<String> ours = new ArrayList<>();
    long differences = 0;
    for (String name : arguments.subList(1, arguments.size())) {
      TableDiff diff = diff(name + "-a.dets", name + "-b.dets");
      TableDiff back = diff(name + "-b.dets", name + "-a.dets");
      ours.add(line(name, diff));
      differences += diff.differences();
      assertEquals(diff.added(), back.removed(), name);
      assertEquals(diff.removed(), back.added(), name);
      assertEquals(diff.changed(), back.changed(), name);
      assertTrue(diff(name + "-a.dets", name + "-a.dets").isEmpty(), name);
      assertEquals(Math.min(10, diff.differences()), diff.keys().size(), name);
    }
    assertEquals(answers.lines().toList(), ours);
    assertTrue(differences > 100, "only " + differences + " differences");
  }

  private TableDiff diff(String before, String after) throws Exception {
    return new DetsTableComparer()
        .compare(location(before), location(after), 10, ProgressListener.NONE);
  }

  private TableLocation location(String file) {
    return new TableLocation(directory.resolve(file).toString());
  }

  private static String line(String name, TableDiff diff) {
    return name
        + " "
        + diff.added()
        + " "
        + diff.removed()
        + " "
        + diff.changed()
        + " "
        + diff.unchanged();
  }
}
