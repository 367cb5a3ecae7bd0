package io.detsguard.storage.repository;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.file.OutputFile;
import io.detsguard.storage.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The stored files: read for their digest, or given to a second snapshot. */
final class StoredBytes {
  private static final int BUFFER_BYTES = 1 << 20;

  private final RepositoryLayout layout;
  private final DurableFiles files;

  StoredBytes(RepositoryLayout layout, DurableFiles files) {
    this.layout = layout;
    this.files = files;
  }

  /** SHA-256 of a stored file as it is now. */
  String sha256(SnapshotId id, ProgressListener progress) throws IOException {
    return read(layout.data(id), bytes -> {}, progress);
  }

  /**
   * Gives the bytes of a snapshot to another: a second name for the file, or a copy of it.
   *
   * @throws IOException also when the earlier snapshot's file is not what its manifest says
   */
  void share(Manifest earlier, SnapshotId id) throws IOException {
    Path source = layout.data(earlier.id());
    FileStamp stamp = FileStamp.of(source, LinkOption.NOFOLLOW_LINKS);
    if (!stamp.regular() || stamp.bytes() != earlier.bytes()) {
      throw new IOException("%s is no longer what it was stored as".formatted(earlier.id()));
    }
    try {
      files.link(source, layout.data(id));
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      // No hard links here, or no more for this file: the bytes once more, and proven once more.
      copy(earlier, id);
    }
  }

  private void copy(Manifest earlier, SnapshotId id) throws IOException {
    Path staged = layout.stagedData(id);
    try {
      writeCopy(earlier, staged);
      files.moveToFreeName(staged, layout.data(id));
    } finally {
      files.delete(staged);
    }
  }

  private void writeCopy(Manifest earlier, Path staged) throws IOException {
    try (OutputFile output = files.create(staged, DirectoryStagedSnapshot.READ_ONLY)) {
      String sha256 =
          read(layout.data(earlier.id()), bytes -> writeAll(output, bytes), ProgressListener.NONE);
      if (!sha256.equals(earlier.sha256())) {
        throw new IOException(
            "%s: expected SHA-256 %s, found %s".formatted(earlier.id(), earlier.sha256(), sha256));
      }
      output.force();
    }
  }

  private static String read(Path file, Sink sink, ProgressListener progress) throws IOException {
    Sha256 sha256 = new Sha256();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try (FileChannel channel = FileChannel.open(file)) {
      long total = channel.size();
      while (channel.read(buffer.clear()) >= 0) {
        sha256.add(buffer.flip());
        sink.take(buffer);
        progress.reached(channel.position(), total);
      }
    }
    return sha256.hex();
  }

  private static void writeAll(OutputFile output, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      output.write(bytes);
    }
  }

  /** Where bytes go while their digest is computed. */
  @FunctionalInterface
  private interface Sink {
    void take(ByteBuffer bytes) throws IOException;
  }
}
