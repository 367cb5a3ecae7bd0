package io.detsguard.storage.repository;

import io.detsguard.domain.backup.SnapshotId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names in a directory that belong to snapshots; the rest is not mentioned.
 *
 * @param manifests snapshots of which there is a manifest, whatever is in it
 * @param stored snapshots of which there is a stored file, whatever is in it
 */
record DirectoryNames(Set<SnapshotId> manifests, Set<SnapshotId> stored) {

  /** No names. */
  static final DirectoryNames NONE = new DirectoryNames(Set.of(), Set.of());

  /** The names in a directory of the repository. */
  static DirectoryNames in(Path directory) throws IOException {
    return of(list(directory));
  }

  /** The names among these files. */
  static DirectoryNames of(List<Path> files) {
    DirectoryNames names = new DirectoryNames(new HashSet<>(), new HashSet<>());
    for (Path file : files) {
      RepositoryLayout.idOfManifest(file).ifPresent(names.manifests::add);
      RepositoryLayout.idOfData(file).ifPresent(names.stored::add);
    }
    return names;
  }

  /** All that lies in a directory, in no order. */
  static List<Path> list(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files;
  }

  /** The highest sequence number of each table's second, by the first snapshot of that second. */
  Map<SnapshotId, Integer> sequences() {
    return Stream.concat(manifests.stream(), stored.stream())
        .collect(
            Collectors.toMap(
                id -> new SnapshotId(id.table(), id.takenAt(), 1),
                SnapshotId::sequence,
                Integer::max));
  }
}
