package io.detsguard.storage.compact;

import static io.detsguard.storage.compact.CompactionScene.compactTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.erlang.ErlangNode;
import io.detsguard.storage.erlang.NeedsErlang;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compact tables in the hands of a real Erlang: opened without repair, equal record by record. */
@NeedsErlang
class CompactionErlangTest {
  /**
   * Takes pairs of a table and a compact one. Opens the second without repair, compares all objects
   * by scan and by key, then inserts, deletes and closes.
   */
  private static final String COMPARE =
      """
      main([]) -> ok;
      main([Old, New | Rest]) ->
          Before = all(Old),
          {ok, R} = dets:open_file(New),
          Type = dets:info(R, type), Keypos = dets:info(R, keypos),
          ok = dets:close(R),
          {ok, n} = dets:open_file(n, [{file, New}, {repair, false}, {type, Type},
                                       {keypos, Keypos}]),
          After = lists:sort(dets:foldl(fun(O, Os) -> [O | Os] end, [], n)),
          true = Before =:= After,
          [true = lists:member(O, dets:lookup(n, element(Keypos, O))) || O <- After],
          Probe = erlang:make_tuple(Keypos, detsguard_probe),
          ok = dets:insert(n, Probe),
          [Probe] = dets:lookup(n, detsguard_probe),
          ok = dets:delete(n, detsguard_probe),
          ok = dets:close(n),
          true = Before =:= all(New),
          io:format("~s: same~n", [filename:basename(Old)]),
          main(Rest).

      all(File) ->
          {ok, R} = dets:open_file(File),
          All = lists:sort(dets:foldl(fun(O, Os) -> [O | Os] end, [], R)),
          ok = dets:close(R),
          All.
      """;

  private static final List<String> TABLES =
      List.of("frag75.dets", "task_queue.dets", "bag.dets", "emptied.dets", "slots_max512.dets");

  @TempDir private Path directory;

  @Test
  void opensCompactTablesWithoutRepairAndFindsEveryRecord() throws Exception {
    List<String> arguments = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (String table : TABLES) {
      for (boolean shrinksSlots : List.of(false, true)) {
        Path target = directory.resolve(shrinksSlots + "-" + table);
        compactTo(target, Corpus.file(table), shrinksSlots);
        arguments.addAll(List.of(Corpus.file(table).toString(), target.toString()));
        expected.add(table + ": same");
      }
    }
    String output = new ErlangNode(directory).run(COMPARE, arguments.toArray(String[]::new));
    assertEquals(expected, output.lines().toList());
  }
}
