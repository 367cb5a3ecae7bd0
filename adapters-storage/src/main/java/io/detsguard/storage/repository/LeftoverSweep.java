package io.detsguard.storage.repository;

import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.file.ScratchDirectory;
import io.detsguard.storage.json.JsonDocument;
import io.detsguard.storage.json.MalformedDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Clears away what a crashed session left half-made. Only for who holds the lock.
 *
 * <p>A manifest in the staging directory is the mark of a snapshot that was being published or
 * deleted. When its snapshot is not in view, the stored file of its name is removed first and the
 * mark last, so that a crash of the sweep itself loses nothing. A stored file without such a mark
 * is left alone, whoever put it there.
 */
final class LeftoverSweep {
  private final RepositoryLayout layout;
  private final DurableFiles files;

  LeftoverSweep(RepositoryLayout layout, DurableFiles files) {
    this.layout = layout;
    this.files = files;
  }

  void run() throws IOException {
    List<Path> left = DirectoryNames.list(layout.staging());
    DirectoryNames staged = DirectoryNames.of(left);
    for (SnapshotId id : staged.manifests()) {
      removeHalfMade(id, layout.stagedManifest(id));
    }
    for (SnapshotId id : staged.stored()) {
      files.delete(layout.stagedData(id));
    }
    for (Path file : left) {
      if (file.getFileName().toString().endsWith(ScratchDirectory.ENDING)) {
        ScratchDirectory.clear(files, file);
      }
    }
  }

  private void removeHalfMade(SnapshotId id, Path mark) throws IOException {
    boolean inView = Files.exists(layout.manifest(id), LinkOption.NOFOLLOW_LINKS);
    if (!inView && isData(id, mark)) {
      files.delete(layout.data(id));
    }
    files.delete(mark);
  }

  /** Whether the stored file is the one that the mark describes. */
  private boolean isData(SnapshotId id, Path mark) throws IOException {
    Path data = layout.data(id);
    if (!Files.isRegularFile(data, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      Manifest manifest = ManifestCodec.decode(JsonDocument.read(mark, ManifestCodec.MAX_BYTES));
      return manifest.id().equals(id)
          && manifest.bytes() == FileStamp.of(data, LinkOption.NOFOLLOW_LINKS).bytes();
    } catch (MalformedDocumentException e) {
      return false; // cut off while it was written: at that time no stored file had its name yet
    }
  }
}
