package io.detsguard.storage.swap;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.storage.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Removes names that are in nobody's way once the swap itself is done. */
record Removal(DurableFiles files) {
  /**
   * Removes a name.
   *
   * @param trouble what an operator should know when it cannot be removed, as a clause
   * @return that clause and the reason; empty when it was removed
   */
  Optional<String> of(Path name, String trouble) {
    try {
      files.delete(name);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(trouble + ": " + IoTrouble.describe(e));
    }
  }
}
