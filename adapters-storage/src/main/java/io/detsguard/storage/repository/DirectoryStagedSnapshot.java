package io.detsguard.storage.repository;

import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A file in the staging directory, which is made when the first byte is to be written. */
final class DirectoryStagedSnapshot implements StagedSnapshot {
  /**
   * Stored files are read-only from the moment they are made; only the descriptor that made one may
   * write it.
   */
  static final Set<PosixFilePermission> READ_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.GROUP_READ);

  private final DurableFiles files;
  private final SnapshotId id;
  private final Path file;
  private Optional<OutputFile> output = Optional.empty();
  private Optional<CompletableFuture<Void>> forcing = Optional.empty();
  private boolean made;
  private boolean over;

  DirectoryStagedSnapshot(DurableFiles files, SnapshotId id, Path file) {
    this.files = files;
    this.id = id;
    this.file = file;
  }

  @Override
  public SnapshotId id() {
    return id;
  }

  @Override
  public TableLocation location() {
    return new TableLocation(file.toString());
  }

  @Override
  public StagedBytes rewrite() throws IOException {
    awaitForcing(); // so that it does not report on bytes that are no longer there
    if (output.isPresent()) {
      output.get().restart();
    } else {
      output = Optional.of(files.create(file, READ_ONLY));
      made = true;
    }
    return new Bytes(output.get());
  }

  @Override
  public void startForcing() {
    OutputFile written = written();
    forcing =
        Optional.of(CompletableFuture.runAsync(() -> force(written), Thread::startVirtualThread));
  }

  private static void force(OutputFile written) {
    try {
      written.force();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitForcing() throws IOException {
    if (forcing.isEmpty()) {
      return;
    }
    CompletableFuture<Void> forced = forcing.get();
    forcing = Optional.empty();
    try {
      forced.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure.getCause();
      }
      throw e;
    }
  }

  /**
   * Returns when the file is complete on the disk.
   *
   * @param bytes the length it must have
   */
  void finish(long bytes) throws IOException {
    OutputFile written = written();
    if (written.length() != bytes) {
      throw new IOException(
          "%s: staged %d bytes, the manifest says %d".formatted(id, written.length(), bytes));
    }
    if (forcing.isPresent()) {
      awaitForcing();
    } else {
      written.force();
    }
    written.close();
    output = Optional.empty();
  }

  private OutputFile written() {
    return output.orElseThrow(() -> new IllegalStateException(id + ": nothing was written"));
  }

  /** Leaves the file to the repository: it has its final name, or is not needed. */
  void published() {
    over = true;
  }

  @Override
  public void close() throws IOException {
    if (over) {
      return;
    }
    forcing = Optional.empty(); // whether it succeeds matters to nobody any more
    if (output.isPresent()) {
      output.get().close();
      output = Optional.empty();
    }
    if (made) {
      files.delete(file);
    }
    over = true;
  }

  /** The descriptor outlives the writing: it is the one to force. */
  private static final class Bytes implements StagedBytes {
    private final OutputFile output;
    private boolean open = true;

    Bytes(OutputFile output) {
      this.output = output;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (!open) {
        throw new ClosedChannelException();
      }
      return output.write(bytes);
    }

    @Override
    public boolean isOpen() {
      return open && output.isOpen();
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
