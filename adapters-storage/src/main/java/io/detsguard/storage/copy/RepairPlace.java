package io.detsguard.storage.copy;

import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A directory beside a staged snapshot where a copy is repaired; what a crash leaves of it is
 * cleared away with the repository's other leftovers.
 */
record RepairPlace(ScratchDirectory directory) implements AutoCloseable {
  static RepairPlace open(DurableFiles files, StagedSnapshot target) throws IOException {
    Path directory =
        Path.of(target.location().value())
            .resolveSibling(target.id().text() + ScratchDirectory.ENDING);
    return new RepairPlace(ScratchDirectory.open(files, directory));
  }

  /** Where the copy goes; there is nothing yet. */
  Path copy() {
    return directory.file("copy.dets");
  }

  /** Where the repaired table goes; there is nothing yet. */
  Path repaired() {
    return directory.file("repaired.dets");
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
