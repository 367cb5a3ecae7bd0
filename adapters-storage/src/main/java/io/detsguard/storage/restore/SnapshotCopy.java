package io.detsguard.storage.restore;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.storage.dets.TableFileChecker;
import io.detsguard.storage.file.AtomicFile;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.OutputFile;
import io.detsguard.storage.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * Copies the stored file of a snapshot and proves the copy.
 *
 * @param checker reads the copy back
 */
record SnapshotCopy(Snapshot snapshot, TableFileChecker checker, ProgressListener progress) {
  private static final int BUFFER_BYTES = 1 << 20;

  /** Makes a new file of the bytes, forces and proves it; only its owner may read it so far. */
  void make(DurableFiles files, Path file) throws IOException, InterruptedException {
    try (OutputFile output = files.create(file, AtomicFile.OWNER_ONLY)) {
      writeTo(output);
      output.force();
    }
    prove(file);
  }

  /**
   * Writes the bytes.
   *
   * @throws IOException also when they are not those that the manifest describes
   */
  void writeTo(WritableByteChannel target) throws IOException, InterruptedException {
    Manifest manifest = snapshot.manifest();
    String sha256 = copy(target);
    if (!sha256.equals(manifest.sha256())) {
      throw new IOException(
          "%s: expected SHA-256 %s, found %s".formatted(manifest.id(), manifest.sha256(), sha256));
    }
  }

  private String copy(WritableByteChannel target) throws IOException, InterruptedException {
    Sha256 sha256 = new Sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try (FileChannel source = FileChannel.open(Path.of(snapshot.location().value()))) {
      long total = source.size();
      while (source.read(buffer.clear()) >= 0) {
        sha256.add(buffer.flip());
        while (buffer.hasRemaining()) {
          target.write(buffer);
        }
        progress.reached(source.position(), total);
      }
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // the exception says it; a flag left set would end the tidying up
      throw (InterruptedException) new InterruptedException("copying was cancelled").initCause(e);
    }
    return sha256.hex();
  }

  /** Reads every record of the copy back and compares them with what the manifest says. */
  void prove(Path copy) throws IOException, InterruptedException {
    CheckReport report = checker.check(copy, progress::reached);
    if (!report.isSound()) {
      throw new IOException("the copy of the snapshot is not sound: " + report.summary());
    }
    if (!report.requireDigest().equals(snapshot.manifest().recordDigest())) {
      throw new IOException("the copy does not hold the records of " + snapshot.id());
    }
  }
}
