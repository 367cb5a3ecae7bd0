package io.detsguard.storage.swap;

import io.detsguard.storage.file.DurableFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;

/** Gives a file a name that nobody may have, not even one who takes it at this very moment. */
record FreeName(DurableFiles files) {
  /**
   * Moves {@code file} to {@code name}. A hard link is refused by the system itself when the name
   * is taken, which a rename is not; where there are no hard links, the name is looked at before.
   *
   * @return what an operator should know when only the old name could not be removed, as a sentence
   * @throws FileAlreadyExistsException when the name is taken
   */
  Optional<String> take(Path file, Path name) throws IOException {
    try {
      files.link(file, name);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      files.moveToFreeName(file, name);
      return Optional.empty();
    }
    return new Removal(files)
        .of(file, "the file has its old name as well, which the next attempt clears away");
  }
}
