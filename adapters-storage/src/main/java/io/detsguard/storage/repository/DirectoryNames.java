package io.detsguard.storage.repository;

import io.detsguard.domain.backup.SnapshotId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The names in a directory that belong to snapshots; the rest is not mentioned.
 *
 * @param manifests snapshots of which there is a manifest, whatever is in it
 * @param stored snapshots of which there is a stored file, whatever is in it
 */
record DirectoryNames(Set<SnapshotId> manifests, Set<SnapshotId> stored) {

  /** Reads the names in a directory of the repository. */
  static DirectoryNames in(Path directory) throws IOException {
    DirectoryNames names = new DirectoryNames(new HashSet<>(), new HashSet<>());
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path file : entries) {
        RepositoryLayout.idOfManifest(file).ifPresent(names.manifests::add);
        RepositoryLayout.idOfData(file).ifPresent(names.stored::add);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }
}
