package io.detsguard.storage.compact;

import io.detsguard.storage.file.DiskFiles;
import java.nio.file.Path;

/**
 * A process that compacts a table and undoes that, again and again, until it is killed. It prints a
 * line for each.
 */
final class CompactionLoop {
  private CompactionLoop() {}

  /** Runs on the table in the directory that is the only argument. */
  public static void main(String[] arguments) throws Exception {
    CompactionScene scene = CompactionScene.in(Path.of(arguments[0]));
    while (true) {
      System.out.println(scene.compact(new DiskFiles(), CompactionScene.NOBODY));
      System.out.println(scene.undo());
    }
  }
}
