package io.detsguard.storage.backup;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.storage.file.DiskFiles;
import java.nio.file.Path;

/**
 * A process that changes tables and backs them up, again and again, until it is killed. For each
 * finished run it prints the snapshots that were claimed, on one line.
 */
final class BackupLoop {
  private BackupLoop() {}

  /** Runs in the directory that is the only argument. */
  public static void main(String[] arguments) throws Exception {
    BackupScene scene = new BackupScene(Path.of(arguments[0]));
    for (int version = 0; ; version++) {
      SampleTables.write(scene.table("first"), 20 + version % 50, version);
      SampleTables.write(scene.table("second"), 2000, version);
      System.out.println(claims(scene.run(new DiskFiles())));
    }
  }

  private static String claims(BackupRun run) {
    StringBuilder line = new StringBuilder(run.status().wireName());
    for (TableOutcome outcome : run.outcomes()) {
      if (outcome instanceof TableOutcome.BackedUp backedUp) {
        line.append(' ').append(backedUp.snapshot().id());
      }
    }
    return line.toString();
  }
}
