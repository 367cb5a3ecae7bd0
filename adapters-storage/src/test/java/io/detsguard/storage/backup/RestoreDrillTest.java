package io.detsguard.storage.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.service.DrillMemory;
import io.detsguard.application.service.DrillSnapshotsService;
import io.detsguard.domain.backup.RunStatus;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.drill.Drill;
import io.detsguard.domain.drill.DrillBudget;
import io.detsguard.domain.drill.ErlangProof;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.drill.ErlangOpener;
import io.detsguard.storage.drill.FileDrillLog;
import io.detsguard.storage.drill.ScratchRestore;
import io.detsguard.storage.erlang.ErlangNode;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.file.DiskFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drills of real snapshots on the disk. */
@Timeout(120)
class RestoreDrillTest {
  @TempDir private Path root;
  private BackupScene scene;

  @BeforeEach
  void backUp() throws Exception {
    scene = new BackupScene(root);
    Files.createDirectories(scene.table("a").getParent());
    for (String name : List.of("a", "b", "c")) {
      SampleTables.write(scene.table(name), 20, 1);
    }
    assertEquals(RunStatus.COMPLETE, scene.run(new DiskFiles()).status());
  }

  private Path scratch() {
    return root.resolve("drill.scratch");
  }

  private DrillMemory memory() {
    return new DrillMemory(new FileDrillLog(root.resolve("drills.json"), new DiskFiles()));
  }

  private List<Drill> drill(long budget, Optional<ErlangOpener> erlang) throws Exception {
    return service(memory(), budget, erlang).drill();
  }

  private DrillSnapshotsService service(
      DrillMemory memory, long budget, Optional<ErlangOpener> erlang) {
    return new DrillSnapshotsService(
        scene.repository(),
        new ScratchRestore(scratch(), new DiskFiles(), new DeepChecks(), erlang, System::nanoTime),
        memory,
        new DrillBudget(budget),
        InstantSource.system());
  }

  private Snapshot snapshotOf(String table) throws IOException {
    return scene.repository().catalog().newestProven().get(new TableName(table));
  }

  @Test
  void restoresEveryTableAndLeavesNothingBehind() throws Exception {
    List<Drill> drills = drill(Long.MAX_VALUE, Optional.empty());
    assertEquals(3, drills.size());
    for (Drill drill : drills) {
      assertTrue(drill.succeeded(), drill::toString);
      assertTrue(drill.restoreTime().isPositive(), drill::toString);
      assertEquals(ErlangProof.NOT_ASKED, drill.erlang());
    }
    assertFalse(Files.exists(scratch()));
  }

  @Test
  void findsASnapshotWhoseStoredBytesWereChanged() throws Exception {
    assertTrue(drill(Long.MAX_VALUE, Optional.empty()).stream().allMatch(Drill::succeeded));
    Path stored = Path.of(snapshotOf("b").location().value());
    byte[] bytes = Files.readAllBytes(stored);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(stored);
    Files.write(stored, bytes);
    drill(Long.MAX_VALUE, Optional.empty());
    Map<TableName, TableDrills> known = memory().all();
    TableDrills b = known.get(new TableName("b"));
    assertTrue(b.latest().failure().orElseThrow().contains("SHA-256"), b::toString);
    assertTrue(b.lastSuccess().isPresent());
    assertTrue(known.get(new TableName("a")).latest().succeeded());
    assertFalse(Files.exists(scratch()));
  }

  @Test
  void findsASnapshotWhoseStoredFileWasCut() throws Exception {
    Path stored = Path.of(snapshotOf("c").location().value());
    byte[] bytes = Files.readAllBytes(stored);
    Files.delete(stored);
    Files.write(stored, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    List<Drill> drills = drill(Long.MAX_VALUE, Optional.empty());
    // The catalogue itself no longer lists a snapshot whose file has another length.
    assertTrue(
        drills.stream().noneMatch(d -> d.snapshot().table().value().equals("c") && d.succeeded()),
        drills::toString);
  }

  @Test
  void keepsToTheBudgetAndComesToAllTablesInTheEnd() throws Exception {
    long one = snapshotOf("a").manifest().bytes();
    Set<TableName> seen = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      // Each time as after a restart: what was drilled before is read from the disk.
      List<Drill> drills = drill(one, Optional.empty());
      assertEquals(1, drills.size());
      seen.add(drills.getFirst().snapshot().table());
    }
    assertEquals(3, seen.size());
    assertEquals(List.of(), drill(one - 1, Optional.empty()));
  }

  @Test
  void clearsAwayWhatACrashLeftBehind() throws Exception {
    Files.createDirectories(scratch());
    Files.writeString(scratch().resolve("restored.dets"), "half a table");
    service(memory(), 0, Optional.empty()).clear();
    assertFalse(Files.exists(scratch()));
  }

  @Test
  void aDamagedLogCostsTheMemoryOnly() throws Exception {
    Files.writeString(root.resolve("drills.json"), "{\"format\":1,\"tables\":[{}]}");
    assertEquals(3, drill(Long.MAX_VALUE, Optional.empty()).size());
    assertEquals(3, memory().all().size());
  }

  private static Optional<ErlangOpener> erlang(Duration patience) {
    Path erl = ErlangNode.escript().orElseThrow().resolveSibling("erl");
    return Optional.of(new ErlangOpener(erl, patience));
  }

  @Test
  @NeedsErlang
  void aRealErlangOpensWhatWasRestored() throws Exception {
    List<Drill> drills = drill(Long.MAX_VALUE, erlang(Duration.ofMinutes(1)));
    assertEquals(3, drills.size());
    for (Drill drill : drills) {
      assertEquals(Optional.empty(), drill.failure());
      assertEquals(ErlangProof.OPENED, drill.erlang());
    }
  }

  @Test
  @NeedsErlang
  void anErlangThatTakesTooLongIsKilled() throws Exception {
    long one = snapshotOf("a").manifest().bytes();
    Drill drill = drill(one, erlang(Duration.ofMillis(1))).getFirst();
    assertTrue(drill.failure().orElseThrow().contains("did not open it within"), drill::toString);
    assertFalse(Files.exists(scratch()));
  }
}
