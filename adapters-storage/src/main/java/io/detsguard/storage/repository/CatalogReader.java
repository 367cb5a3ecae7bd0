package io.detsguard.storage.repository;

import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
 * again costs one look at it; when it has, one look at each manifest; and a manifest is parsed once
 * in its life, or never when it was written here. Safe for use by many threads.
 */
final class CatalogReader {
  /** A stored file that somebody cuts does not show in its directory: look again now and then. */
  private static final Duration RECHECKED_AFTER = Duration.ofMinutes(1);

  private final RepositoryLayout layout;
  private final InstantSource clock;
  private Optional<Listing> remembered = Optional.empty();
  private final Map<SnapshotId, SnapshotEntry> known = new HashMap<>();
  private Instant checkedAt = Instant.MIN;

  CatalogReader(RepositoryLayout layout, InstantSource clock) {
    this.layout = layout;
    this.clock = clock;
  }

  /**
   * What is there.
   *
   * @param names of files that belong to snapshots, whatever is in them
   */
  record View(DirectoryNames names, Catalog catalog) {}

  /** What is there now; nothing when there is no directory. */
  synchronized View read() throws IOException {
    Instant now = clock.instant();
    FileStamp directory;
    try {
      directory = FileStamp.of(layout.root());
    } catch (NoSuchFileException e) {
      return new View(DirectoryNames.NONE, new Catalog(List.of(), List.of()));
    }
    forgetWhatIsOld(now);
    if (remembered.isEmpty() || !remembered.get().stillHolds(directory)) {
      remembered = Optional.of(new Listing(directory, directory.isSettled(now), list()));
    }
    return remembered.get().view();
  }

  /**
   * Takes note of a snapshot that was just put in place, so that the next look need not read its
   * manifest. For who holds the lock of the repository.
   *
   * @param snapshot what both of its files are
   */
  void learn(Snapshot snapshot) {
    SnapshotEntry.published(layout, snapshot).ifPresent(this::remember);
  }

  private synchronized void remember(SnapshotEntry entry) {
    entry.manifest().ifPresent(manifest -> known.put(manifest.id(), entry));
  }

  private void forgetWhatIsOld(Instant now) {
    boolean trusted = !now.isBefore(checkedAt) && now.isBefore(checkedAt.plus(RECHECKED_AFTER));
    if (!trusted) {
      remembered = Optional.empty();
      known.replaceAll((id, entry) -> entry.withoutSnapshot());
      checkedAt = now;
    }
  }

  private View list() throws IOException {
    DirectoryNames names = DirectoryNames.in(layout.root());
    Map<SnapshotId, SnapshotEntry> found = HashMap.newHashMap(names.manifests().size());
    for (SnapshotId id : names.manifests()) {
      SnapshotEntry.look(
              layout, id, Optional.ofNullable(known.get(id)), names.stored().contains(id))
          .ifPresent(entry -> found.put(id, entry));
    }
    known.clear();
    known.putAll(found);
    return new View(names, catalog(found, names));
  }

  private static Catalog catalog(Map<SnapshotId, SnapshotEntry> found, DirectoryNames names) {
    List<Snapshot> snapshots = new ArrayList<>(found.size());
    List<String> notes = new ArrayList<>();
    for (SnapshotEntry entry : found.values()) {
      entry.snapshot().ifPresent(snapshots::add);
      entry.note().ifPresent(notes::add);
    }
    names.stored().stream()
        .filter(id -> !found.containsKey(id))
        .map(id -> id + ": a stored file without a manifest; it is no snapshot and is left alone")
        .forEach(notes::add);
    return new Catalog(snapshots, notes.stream().sorted().toList());
  }

  /**
   * What a look at the directory gave.
   *
   * @param settled whether every later change of the directory will show in its stamp
   */
  private record Listing(FileStamp directory, boolean settled, View view) {
    /**
     * Whether a look now would give the same. What was wrong with a file may be put right without a
     * trace in the directory, so a catalogue with notes is never used again.
     */
    boolean stillHolds(FileStamp now) {
      return settled && directory.equals(now) && view.catalog().notes().isEmpty();
    }
  }
}
