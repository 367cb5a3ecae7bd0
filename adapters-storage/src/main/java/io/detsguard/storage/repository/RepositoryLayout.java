package io.detsguard.storage.repository;

import io.detsguard.domain.backup.SnapshotId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names only: where in a repository's directory a snapshot, its manifest and the rest lie. Source:
 * {@code docs/repository-format.md}, "Layout".
 *
 * @param root the directory, absolute
 */
public record RepositoryLayout(Path root) {
  private static final String DATA_ENDING = ".dets";
  private static final String MANIFEST_ENDING = ".json";

  public RepositoryLayout {
    root = root.toAbsolutePath().normalize();
  }

  /** The stored file of a snapshot. */
  public Path data(SnapshotId id) {
    return root.resolve(id.text() + DATA_ENDING);
  }

  /** The manifest of a snapshot, in view. */
  public Path manifest(SnapshotId id) {
    return root.resolve(id.text() + MANIFEST_ENDING);
  }

  /** What is being made or taken away. */
  public Path staging() {
    return root.resolve(".staging");
  }

  Path stagedData(SnapshotId id) {
    return staging().resolve(id.text() + DATA_ENDING);
  }

  /** A manifest before it comes into view, or after it went. */
  Path stagedManifest(SnapshotId id) {
    return staging().resolve(id.text() + MANIFEST_ENDING);
  }

  /** The file by which writers exclude one another. */
  public Path lock() {
    return root.resolve(".lock");
  }

  /** Where finished runs are remembered. */
  public Path journal() {
    return root.resolve(".journal");
  }

  /** The snapshot whose manifest has that file name, in view or staged. */
  static Optional<SnapshotId> idOfManifest(Path file) {
    return id(file, MANIFEST_ENDING);
  }

  /** The snapshot whose stored file has that file name, in view or staged. */
  static Optional<SnapshotId> idOfData(Path file) {
    return id(file, DATA_ENDING);
  }

  private static Optional<SnapshotId> id(Path file, String ending) {
    String name = file.getFileName().toString();
    return name.endsWith(ending)
        ? SnapshotId.parse(name.substring(0, name.length() - ending.length()))
        : Optional.empty();
  }
}
