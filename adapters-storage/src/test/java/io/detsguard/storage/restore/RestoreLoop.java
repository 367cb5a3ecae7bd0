package io.detsguard.storage.restore;

import io.detsguard.application.port.in.RestoreTableUseCase;
import io.detsguard.application.port.in.RestoreTableUseCase.Source;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.restore.RestorePlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process that restores a table from each of its snapshots in turn and undoes every third
 * restore, again and again, until it is killed. It prints a line for each.
 */
final class RestoreLoop {
  private RestoreLoop() {}

  /** Runs on the scene in the directory that is the only argument. */
  public static void main(String[] arguments) throws Exception {
    RestoreScene scene = new RestoreScene(Path.of(arguments[0]));
    RestoreTableUseCase restores = scene.restores();
    List<Snapshot> snapshots = scene.repository().catalog().snapshots();
    for (int turn = 0; ; turn++) {
      Snapshot snapshot = snapshots.get(turn % snapshots.size());
      Source source = new Source(RestoreScene.TABLE, Optional.of(snapshot.id()));
      RestorePlan plan = RestoreScene.plan(restores, source);
      System.out.println(restores.restore(plan, false, ProgressListener.NONE));
      if (turn % 3 == 2) {
        System.out.println(RestoreScene.undo(scene.undos()));
      }
    }
  }
}
