package io.detsguard.storage.repository;

import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the directory, and remembers what it read: while the directory has not changed, asking
 * again costs one look at it, and a manifest is parsed once in its life. Safe for use by many
 * threads.
 */
final class CatalogReader {
  /** A stored file that somebody cuts does not show in its directory: look again now and then. */
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

  private final RepositoryLayout layout;
  private final InstantSource clock;
  private Optional<Listing> remembered = Optional.empty();
  private Map<SnapshotId, SnapshotEntry> known = Map.of();

  CatalogReader(RepositoryLayout layout, InstantSource clock) {
    this.layout = layout;
    this.clock = clock;
  }

  /** What is there now; nothing when there is no directory. */
  synchronized Catalog read() throws IOException {
    Instant now = clock.instant();
    FileStamp directory;
    try {
      directory = FileStamp.of(layout.root());
    } catch (NoSuchFileException e) {
      return new Catalog(List.of(), List.of());
    }
    if (remembered.isPresent() && remembered.get().stillHolds(directory, now)) {
      return remembered.get().catalog();
    }
    Listing listing = new Listing(directory, now, list());
    remembered = Optional.of(listing);
    return listing.catalog();
  }

  private Catalog list() throws IOException {
    Map<SnapshotId, SnapshotEntry> found = HashMap.newHashMap(known.size());
    List<SnapshotId> stored = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(layout.root(), "[!.]*")) {
      for (Path file : entries) {
        RepositoryLayout.idOfData(file).ifPresent(stored::add);
        Optional<SnapshotId> id = RepositoryLayout.idOfManifest(file);
        if (id.isPresent()) {
          look(id.get()).ifPresent(entry -> found.put(id.get(), entry));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    known = found;
    return catalog(found, stored);
  }

  private Optional<SnapshotEntry> look(SnapshotId id) throws IOException {
    return SnapshotEntry.look(layout, id, Optional.ofNullable(known.get(id)));
  }

  private static Catalog catalog(Map<SnapshotId, SnapshotEntry> found, List<SnapshotId> stored) {
    List<Snapshot> snapshots = new ArrayList<>(found.size());
    List<String> notes = new ArrayList<>();
    for (SnapshotEntry entry : found.values()) {
      entry.snapshot().ifPresent(snapshots::add);
      entry.note().ifPresent(notes::add);
    }
    stored.stream()
        .filter(id -> !found.containsKey(id))
        .map(id -> id + ": a stored file without a manifest; it is no snapshot and is left alone")
        .forEach(notes::add);
    return new Catalog(snapshots, notes.stream().sorted().toList());
  }

  /** What a look at the directory gave, and when it was. */
  private record Listing(FileStamp directory, Instant at, Catalog catalog) {
    /**
     * Whether a look now would give the same. What was wrong with a file may be put right without a
     * trace in the directory, so a catalogue with notes is never used again.
     */
    boolean stillHolds(FileStamp current, Instant now) {
      Duration age = Duration.between(at, now);
      return directory.equals(current)
          && directory.isSettled(at)
          && !age.isNegative()
          && age.compareTo(REMEMBERED_FOR) < 0
          && catalog.notes().isEmpty();
    }
  }
}
