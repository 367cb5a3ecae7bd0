package io.detsguard.storage.drill;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.RestoreDrill;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.drill.ErlangProof;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.OutputFile;
import io.detsguard.storage.file.ScratchDirectory;
import io.detsguard.storage.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Restores snapshots into a scratch directory: copies the stored bytes, forces them, compares their
 * SHA-256 with the manifest, reads back every record of the restored file, and lets an Erlang open
 * it where there is one. The directory is gone afterwards.
 */
public final class ScratchRestore implements RestoreDrill {
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path directory;
  private final DurableFiles files;
  private final TableChecker checker;
  private final Optional<ErlangOpener> erlang;
  private final LongSupplier nanos;

  /**
   * @param directory of this one alone: whatever lies there is removed
   * @param erlang opens what was restored, if there is one
   * @param nanos time that never steps, in nanoseconds
   */
  public ScratchRestore(
      Path directory,
      DurableFiles files,
      TableChecker checker,
      Optional<ErlangOpener> erlang,
      LongSupplier nanos) {
    this.directory = directory.toAbsolutePath();
    this.files = files;
    this.checker = checker;
    this.erlang = erlang;
    this.nanos = nanos;
  }

  @Override
  public void clear() throws IOException {
    ScratchDirectory.clear(files, directory);
  }

  @Override
  public Result restore(Snapshot snapshot) throws IOException, InterruptedException {
    try (ScratchDirectory scratch = ScratchDirectory.open(files, directory)) {
      Path restored = scratch.file("restored.dets");
      long begun = nanos.getAsLong();
      Optional<String> flaw = copy(snapshot, restored);
      Duration took = Duration.ofNanos(nanos.getAsLong() - begun);
      return flaw.isPresent() ? failed(took, flaw.get()) : check(snapshot, restored, took);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // the exception says it; a flag left set would end what comes next
      throw (InterruptedException) new InterruptedException("the drill was ended").initCause(e);
    }
  }

  private static Result failed(Duration took, String reason) {
    return new Result(took, ErlangProof.NOT_ASKED, Optional.of(reason));
  }

  /** Copies the stored file; the answer is what is wrong with it. */
  private Optional<String> copy(Snapshot snapshot, Path restored) throws IOException {
    Manifest manifest = snapshot.manifest();
    Sha256 sha256 = new Sha256();
    try (FileChannel stored = open(snapshot);
        OutputFile output = files.create(restored, PosixFilePermissions.fromString("rw-------"))) {
      long length = stored.size();
      if (length != manifest.bytes()) {
        return Optional.of(differs("length", Long.toString(manifest.bytes()), length + " bytes"));
      }
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
      while (read(stored, buffer.clear()) >= 0) {
        sha256.add(buffer.flip());
        while (buffer.hasRemaining()) {
          output.write(buffer);
        }
      }
      output.force();
    } catch (UnreadableException e) {
      return Optional.of("The stored file cannot be read: " + e.getMessage() + ".");
    }
    String found = sha256.hex();
    return found.equals(manifest.sha256())
        ? Optional.empty()
        : Optional.of(differs("SHA-256", manifest.sha256(), found));
  }

  private static FileChannel open(Snapshot snapshot) throws IOException {
    try {
      return FileChannel.open(Path.of(snapshot.location().value()));
    } catch (IOException e) {
      throw new UnreadableException(e);
    }
  }

  private static int read(FileChannel stored, ByteBuffer buffer) throws IOException {
    try {
      return stored.read(buffer);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableException(e);
    }
  }

  private static String differs(String what, String expected, String found) {
    return "The stored file is not what the manifest says: expected %s %s, found %s."
        .formatted(what, expected, found);
  }

  private Result check(Snapshot snapshot, Path restored, Duration took)
      throws IOException, InterruptedException {
    Manifest manifest = snapshot.manifest();
    CheckReport report =
        checker.verify(
            new TableLocation(restored.toString()), Digests.RECORDS, ProgressListener.NONE);
    if (Thread.interrupted()) {
      throw new InterruptedException("the drill was ended");
    }
    if (!report.isSound()) {
      return failed(took, "The restored table does not stand the check: " + report.summary() + ".");
    }
    boolean same =
        report.requireDigest().equals(manifest.recordDigest())
            && report.objectsRead() == manifest.figures().records();
    if (!same) {
      return failed(took, "The restored table does not hold the records of the manifest.");
    }
    return erlang.isEmpty()
        ? new Result(took, ErlangProof.NOT_ASKED, Optional.empty())
        : open(erlang.get(), manifest, restored, took);
  }

  private static Result open(ErlangOpener opener, Manifest manifest, Path restored, Duration took)
      throws IOException, InterruptedException {
    Optional<String> refusal = opener.open(restored, manifest.figures());
    return refusal.isPresent()
        ? failed(took, refusal.get())
        : new Result(took, ErlangProof.OPENED, Optional.empty());
  }

  /** Says that the stored file, not the scratch directory, is the trouble. */
  private static final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(IOException cause) {
      super(IoTrouble.describe(cause), cause);
    }
  }
}
