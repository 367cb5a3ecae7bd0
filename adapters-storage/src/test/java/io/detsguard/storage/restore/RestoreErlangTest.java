package io.detsguard.storage.restore;

import static io.detsguard.storage.restore.RestoreScene.NOON;
import static io.detsguard.storage.restore.RestoreScene.plan;
import static io.detsguard.storage.restore.RestoreScene.restore;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.RestoreTableUseCase;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.storage.backup.SampleTables;
import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.erlang.ErlangNode;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.process.ProcFileHolders;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restored tables in the hands of a real Erlang, and tables that a real Erlang has open. */
@NeedsErlang
class RestoreErlangTest {
  /** Opens a table without repair and prints how many records it has, by scan and by key. */
  private static final String COUNT =
      """
      main([File]) ->
          {ok, t} = dets:open_file(t, [{file, File}, {repair, false}]),
          All = dets:foldl(fun(R, Rs) -> [R | Rs] end, [], t),
          Found = [R || R <- All, dets:lookup(t, element(1, R)) =:= [R]],
          ok = dets:close(t),
          io:format("~b ~b", [length(All), length(Found)]).
      """;

  @TempDir private Path root;

  @Test
  void opensARestoredTableWithoutRepairAndFindsEveryRecord() throws Exception {
    RestoreScene scene = new RestoreScene(root);
    scene.publish(Corpus.bytes("task_queue.dets"), NOON);
    Files.write(scene.live(), SampleTables.bytes(20, 2));
    long records = plan(scene.restores()).records();
    restore(scene.restores());

    String found = new ErlangNode(root).run(COUNT, scene.live().toString());
    assertEquals(records + " " + records, found);
  }

  @Test
  void refusesWhileAnErlangHasTheTableOpenAndNamesIt() throws Exception {
    RestoreScene scene = new RestoreScene(root);
    scene.publish(SampleTables.bytes(30, 1), NOON);
    byte[] live = SampleTables.bytes(20, 2);
    Files.write(scene.live(), live);
    RestoreTableUseCase restores = scene.restores(new DiskFiles(), ProcFileHolders.ofThisSystem());
    Process erlang = holder(scene.live());
    try (BufferedReader output = erlang.inputReader()) {
      assertEquals("open", output.readLine());

      Occupancy.Open open = assertInstanceOf(Occupancy.Open.class, plan(restores).occupancy());
      assertTrue(open.holders().getFirst().command().startsWith("beam"), open::toString);
      RestoreOutcome.Refused refused =
          assertInstanceOf(RestoreOutcome.Refused.class, restore(restores));
      assertEquals(Refusal.Kind.TABLE_OPEN, refused.refusal().kind());
      assertArrayEquals(live, Files.readAllBytes(scene.live()));
    } finally {
      erlang.descendants().forEach(ProcessHandle::destroyForcibly);
      erlang.destroyForcibly().waitFor();
    }
  }

  /** An Erlang that opens a table, says so and waits. */
  private Process holder(Path table) throws Exception {
    Path script = root.resolve("holder.escript");
    Files.writeString(
        script,
        """
        #!/usr/bin/env escript
        main([File]) ->
            {ok, _} = dets:open_file(t, [{file, File}]),
            io:format("open~n"),
            timer:sleep(infinity).
        """);
    return new ProcessBuilder(List.of("escript", script.toString(), table.toString()))
        .redirectErrorStream(true)
        .start();
  }
}
