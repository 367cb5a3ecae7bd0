package io.detsguard.bootstrap.cli;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file as the user named it, which may be any text.
 *
 * @param name the argument, unchanged
 */
record NamedFile(String name) {
  /** Where it would lie; empty when no file can have such a name. */
  Optional<TableLocation> location() {
    return path().map(path -> new TableLocation(path.toString()));
  }

  /** The same from the root of the file system, as snapshots name their sources. */
  Optional<TableLocation> absoluteLocation() {
    return path().map(path -> new TableLocation(path.toAbsolutePath().normalize().toString()));
  }

  boolean exists() {
    return path().filter(Files::exists).isPresent();
  }

  /** Its length by the file system, if it is a file and can be asked. */
  OptionalLong bytes() {
    Optional<Path> file = path().filter(Files::isRegularFile);
    try {
      return file.isPresent() ? OptionalLong.of(Files.size(file.get())) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty(); // the check itself reports what is wrong with the file
    }
  }

  /** The report of a name that no file can have. */
  CheckReport unusable() {
    return CheckReport.refused(
        Verdict.UNREADABLE,
        Finding.ofFile(FindingKind.IO, "a name that a file can have", "\"" + name + "\""));
  }

  private Optional<Path> path() {
    try {
      return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
    } catch (InvalidPathException e) {
      return Optional.empty(); // a NUL, or characters that the file system cannot hold
    }
  }
}
