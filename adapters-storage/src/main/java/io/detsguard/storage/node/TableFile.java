package io.detsguard.storage.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The file of a table as a node names it, and as this machine does. */
final class TableFile {
  private TableFile() {}

  /**
   * What a node's name of a file means.
   *
   * @param text possibly relative
   * @param directory where relative names of that node start
   */
  static Optional<Path> of(String text, Path directory) {
    return path(text).map(path -> directory.resolve(path).normalize());
  }

  /** Text as a path; empty when this system can have no such path. */
  static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The path without symbolic links, if it leads to something on this machine. */
  static Optional<Path> real(Path path) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      return Optional.empty(); // gone meanwhile, or not for us to see
    }
  }
}
