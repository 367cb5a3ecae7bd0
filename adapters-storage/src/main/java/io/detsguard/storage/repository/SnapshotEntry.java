package io.detsguard.storage.repository;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.json.JsonDocument;
import io.detsguard.storage.json.MalformedDocumentException;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A manifest file in view and what it came to: a snapshot, or a note why it is none.
 *
 * @param manifestStamp the manifest file that was read
 * @param manifest what was read from it
 * @param snapshot present when the stored file is what the manifest says
 * @param note present when there is no snapshot
 */
record SnapshotEntry(
    Optional<FileStamp> manifestStamp,
    Optional<Manifest> manifest,
    Optional<Snapshot> snapshot,
    Optional<String> note) {

  /**
   * Looks at one snapshot's files.
   *
   * @param before what an earlier look gave; nothing is read again when the manifest is the same
   *     file, and the stored file, once seen, need only be listed
   * @param stored whether a stored file of that name is listed
   * @return empty when the manifest is gone meanwhile
   */
  static Optional<SnapshotEntry> look(
      RepositoryLayout layout, SnapshotId id, Optional<SnapshotEntry> before, boolean stored) {
    try {
      FileStamp stamp = FileStamp.of(layout.manifest(id), LinkOption.NOFOLLOW_LINKS);
      Optional<SnapshotEntry> same =
          before.filter(entry -> entry.manifestStamp().equals(Optional.of(stamp)));
      if (stored && same.flatMap(SnapshotEntry::snapshot).isPresent()) {
        return same;
      }
      Optional<Manifest> known = same.flatMap(SnapshotEntry::manifest);
      Manifest manifest = known.isPresent() ? known.get() : read(layout, id, stamp);
      return Optional.of(withData(layout, stamp, manifest));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (MalformedDocumentException e) {
      return Optional.of(unreadable(id + ": its manifest cannot be understood: " + e.getMessage()));
    } catch (IOException e) {
      return Optional.of(
          unreadable(id + ": its manifest cannot be read: " + IoTrouble.describe(e)));
    }
  }

  /**
   * A snapshot whose files were just put in place and are known to be what they should.
   *
   * @return empty when its manifest cannot be looked at any more; why, the next look says
   */
  static Optional<SnapshotEntry> published(RepositoryLayout layout, Snapshot snapshot) {
    try {
      FileStamp stamp = FileStamp.of(layout.manifest(snapshot.id()), LinkOption.NOFOLLOW_LINKS);
      return Optional.of(
          new SnapshotEntry(
              Optional.of(stamp),
              Optional.of(snapshot.manifest()),
              Optional.of(snapshot),
              Optional.empty()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same manifest, but the stored file is to be looked at again. */
  SnapshotEntry withoutSnapshot() {
    return new SnapshotEntry(manifestStamp, manifest, Optional.empty(), note);
  }

  private static Manifest read(RepositoryLayout layout, SnapshotId id, FileStamp stamp)
      throws IOException {
    if (!stamp.regular()) {
      throw new MalformedDocumentException("not a regular file");
    }
    Manifest manifest =
        ManifestCodec.decode(JsonDocument.read(layout.manifest(id), ManifestCodec.MAX_BYTES));
    if (!manifest.id().equals(id)) {
      throw new MalformedDocumentException("it is the manifest of " + manifest.id());
    }
    return manifest;
  }

  private static SnapshotEntry withData(RepositoryLayout layout, FileStamp stamp, Manifest manifest)
      throws IOException {
    Path data = layout.data(manifest.id());
    Optional<String> note = dataNote(data, manifest);
    if (note.isPresent()) {
      // A session that deletes takes the manifest away first: look whether that has just happened.
      FileStamp.of(layout.manifest(manifest.id()), LinkOption.NOFOLLOW_LINKS);
    }
    Optional<Snapshot> snapshot =
        note.isPresent()
            ? Optional.empty()
            : Optional.of(new Snapshot(manifest, new TableLocation(data.toString())));
    return new SnapshotEntry(Optional.of(stamp), Optional.of(manifest), snapshot, note);
  }

  private static Optional<String> dataNote(Path data, Manifest manifest) {
    try {
      FileStamp stamp = FileStamp.of(data, LinkOption.NOFOLLOW_LINKS);
      if (!stamp.regular()) {
        return Optional.of(manifest.id() + ": its stored file is not a regular file");
      }
      return stamp.bytes() == manifest.bytes()
          ? Optional.empty()
          : Optional.of(
              "%s: its stored file has %d bytes, its manifest says %d"
                  .formatted(manifest.id(), stamp.bytes(), manifest.bytes()));
    } catch (NoSuchFileException e) {
      return Optional.of(manifest.id() + ": its stored file is missing");
    } catch (IOException e) {
      return Optional.of(
          manifest.id() + ": its stored file cannot be read: " + IoTrouble.describe(e));
    }
  }

  private static SnapshotEntry unreadable(String note) {
    return new SnapshotEntry(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(note));
  }
}
