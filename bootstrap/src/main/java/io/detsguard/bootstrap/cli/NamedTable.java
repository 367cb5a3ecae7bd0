package io.detsguard.bootstrap.cli;

import io.detsguard.application.port.in.TableSubject;
import io.detsguard.domain.backup.SnapshotId;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/** Takes an argument for a table file or for a snapshot of the repository. */
final class NamedTable {
  private static final String TABLE_ENDING = ".dets";

  private NamedTable() {}

  /** What exists as a file is a file; only other texts may name a snapshot. */
  static Optional<SnapshotId> snapshot(String name) {
    if (new NamedFile(name).exists()) {
      return Optional.empty();
    }
    return snapshotId(name);
  }

  /** The snapshot of that name, with or without the ending of its file. */
  static Optional<SnapshotId> snapshotId(String name) {
    return SnapshotId.parse(
        name.endsWith(TABLE_ENDING)
            ? name.substring(0, name.length() - TABLE_ENDING.length())
            : name);
  }

  /**
   * The file or the snapshot.
   *
   * @throws TypeConversionException when no file can have that name
   */
  static TableSubject subject(String name) {
    Optional<SnapshotId> snapshot = snapshot(name);
    if (snapshot.isPresent()) {
      return new TableSubject.InRepository(snapshot.get());
    }
    return new NamedFile(name)
        .location()
        .map(TableSubject.InFile::new)
        .orElseThrow(
            () -> new TypeConversionException("no file can have the name \"" + name + '"'));
  }
}
