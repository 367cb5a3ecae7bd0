package io.detsguard.storage.copy;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.StagedSnapshot.StagedBytes;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.storage.copy.SourceFiles.SourceFile;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.file.Sha256;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Reads one table file so that what was read is known to be one state of it:
 *
 * <ol>
 *   <li>stamp the path; open; read both ends; stamp the path again: the same
 *   <li>the ends say that the table is properly closed, and the guard of the file system is kept
 *   <li>copy; the copy starts with the bytes of the head
 *   <li>where times are coarse: open and read it all once more: the same digest
 *   <li>read both ends again, stamp the path again: everything is the same
 * </ol>
 *
 * <p>The path is stamped, never the descriptor: repair and compaction rename a new file over the
 * old name, and a descriptor then reads the deleted one. Source: {@code docs/dets-format.md},
 * "Copying a live file".
 *
 * <p>One instance serves one table and one thread.
 */
final class StableRead {
  /** For fewer bytes the calls weigh, for more the processor's cache does; measured. */
  private static final int BUFFER_BYTES = 1 << 20;

  /** A file that makes no sense is given up only when nobody has written to it for so long. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final Path path;
  private final SourceFiles files;
  private final PrecisionSource precisions;
  private final InstantSource clock;
  private int begun;

  StableRead(Path path, SourceFiles files, PrecisionSource precisions, InstantSource clock) {
    this.path = path;
    this.files = files;
    this.precisions = precisions;
    this.clock = clock;
  }

  /** How many times copying was begun. */
  int begun() {
    return begun;
  }

  /**
   * Tries to copy the file once.
   *
   * @throws IOException when the target cannot be written
   */
  Attempt copy(StagedSnapshot target, ProgressListener progress)
      throws SourceException, IOException {
    return attempt(
        (file, seen, precision) -> {
          Optional<String> sha256 = copy(file, seen, target, progress);
          return sha256.isPresent() && isUnmoved(seen, precision, sha256.get())
              ? new Attempt.Succeeded(seen.sourceStamp(), sha256.get(), precision.method())
              : new Attempt.Moved();
        });
  }

  /** Looks at the file, and goes that way when nothing stands in it. */
  private Attempt attempt(Way way) throws SourceException, IOException {
    Instant now =
        clock.instant(); // before the stamp, so that no age is taken for longer than it is
    FileStamp stamp = files.stamp(path);
    if (!stamp.regular()) {
      return new Attempt.Hopeless(FailureKind.UNAVAILABLE, "It is not a regular file.");
    }
    try (SourceFile file = files.open(path)) {
      SeenFile seen = SeenFile.of(path, stamp, file);
      TimestampPrecision precision = precisions.of(path, stamp);
      Optional<Attempt> obstacle = obstacle(now, seen, precision);
      if (obstacle.isPresent()) {
        return obstacle.get();
      }
      begun++;
      return way.copy(file, seen, precision);
    }
  }

  /** What stands in the way of a copy that begins now. */
  private Optional<Attempt> obstacle(Instant now, SeenFile seen, TimestampPrecision precision)
      throws SourceException {
    FileStamp stamp = seen.stamp();
    if (!files.stamp(path).equals(stamp)) {
      return Optional.of(new Attempt.Moved());
    }
    return switch (seen.ends().state()) {
      case TableEnds.Open() -> Optional.of(new Attempt.IsOpen(stamp.modifiedAt()));
      case TableEnds.Broken broken -> Optional.of(broken(now, stamp, broken));
      case TableEnds.Closed() -> tooRecent(precision.guard(), stamp.age(now));
    };
  }

  private static Attempt broken(Instant now, FileStamp stamp, TableEnds.Broken broken) {
    return stamp.age(now).compareTo(QUIET) < 0
        ? new Attempt.Unsettled(broken.kind(), broken.reason() + ".")
        : new Attempt.Hopeless(broken.kind(), broken.reason() + ".");
  }

  private static Optional<Attempt> tooRecent(Duration guard, Duration age) {
    return age.compareTo(guard) >= 0 || guard.isZero()
        ? Optional.empty()
        : Optional.of(new Attempt.TooRecent(guard, guard.minus(age)));
  }

  private static Optional<String> copy(
      SourceFile file, SeenFile seen, StagedSnapshot target, ProgressListener progress)
      throws SourceException, IOException {
    Sha256 sha256 = new Sha256();
    try (StagedBytes bytes = target.rewrite()) {
      Sink sink =
          buffer -> {
            sha256.add(buffer);
            writeAll(bytes, buffer);
            return true;
          };
      return pass(file, seen, sink, progress) ? Optional.of(sha256.hex()) : Optional.empty();
    }
  }

  /**
   * Tries to copy the file once while its owner is held, which is to be short: the digest is
   * computed from the copy, after the owner was let go.
   *
   * @throws IOException when the target cannot be written or read back
   */
  Attempt copyHeld(StagedSnapshot target, Hold hold) throws SourceException, IOException {
    return attempt((file, seen, precision) -> copyHeld(file, seen, precision, target, hold));
  }

  private Attempt copyHeld(
      SourceFile file,
      SeenFile seen,
      TimestampPrecision precision,
      StagedSnapshot target,
      Hold hold)
      throws SourceException, IOException {
    boolean whole;
    try (StagedBytes bytes = target.rewrite()) {
      Sink sink =
          buffer -> {
            writeAll(bytes, buffer);
            return hold.mayGoOn();
          };
      whole = pass(file, seen, sink, ProgressListener.NONE);
    }
    if (!hold.mayGoOn()) {
      return new Attempt.TooSlow();
    }
    if (precision.provesSameness()) {
      boolean still = whole && seen.isStill(files);
      hold.release();
      return still ? held(seen, digest(target)) : new Attempt.Moved();
    }
    String sha256 = digest(target);
    return whole && isUnmoved(seen, precision, sha256) ? held(seen, sha256) : new Attempt.Moved();
  }

  private static Attempt held(SeenFile seen, String sha256) {
    return new Attempt.Succeeded(seen.sourceStamp(), sha256, CopyMethod.HELD_READ);
  }

  private static String digest(StagedSnapshot target) throws IOException {
    return Sha256.ofFile(Path.of(target.location().value()));
  }

  private boolean isUnmoved(SeenFile seen, TimestampPrecision precision, String sha256)
      throws SourceException, IOException {
    return (precision.provesSameness() || readsTheSameAgain(seen, sha256)) && seen.isStill(files);
  }

  static void writeAll(StagedBytes target, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      target.write(bytes);
    }
  }

  private boolean readsTheSameAgain(SeenFile seen, String sha256)
      throws SourceException, IOException {
    Sha256 second = new Sha256();
    try (SourceFile again = files.open(path)) { // opened anew: a file server's cache is asked again
      Sink sink =
          bytes -> {
            second.add(bytes);
            return true;
          };
      return pass(again, seen, sink, ProgressListener.NONE) && second.hex().equals(sha256);
    }
  }

  /**
   * Reads the file from front to back.
   *
   * @return false when it has become shorter or starts differently, or the sink has had enough
   */
  private static boolean pass(SourceFile file, SeenFile seen, Sink sink, ProgressListener progress)
      throws SourceException, IOException {
    long total = seen.bytes();
    try (Arena arena = Arena.ofConfined()) {
      ByteBuffer buffer = arena.allocate(Math.min(BUFFER_BYTES, total)).asByteBuffer();
      for (long position = 0; position < total; position += buffer.limit()) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), total - position));
        if (file.read(buffer, position) < buffer.limit()) {
          return false;
        }
        buffer.flip();
        if (position == 0 && !seen.ends().startsLike(buffer) || !sink.take(buffer)) {
          return false;
        }
        progress.reached(Math.min(position + buffer.limit(), total), total);
      }
    }
    return true;
  }

  /**
   * The state of the file without copying it, when its times prove it.
   *
   * @return empty when it cannot be copied at this moment, or times do not prove anything
   */
  Optional<SourceStamp> stamp() throws SourceException {
    Instant now = clock.instant();
    FileStamp stamp = files.stamp(path);
    TimestampPrecision precision = precisions.of(path, stamp);
    if (!stamp.regular() || !precision.provesSameness()) {
      return Optional.empty();
    }
    try (SourceFile file = files.open(path)) {
      SeenFile seen = SeenFile.of(path, stamp, file);
      return obstacle(now, seen, precision).isPresent()
          ? Optional.empty()
          : Optional.of(seen.sourceStamp());
    }
  }

  /** How an attempt goes on when nothing stands in the way. */
  @FunctionalInterface
  private interface Way {
    Attempt copy(SourceFile file, SeenFile seen, TimestampPrecision precision)
        throws SourceException, IOException;
  }

  /** Where the bytes go. */
  @FunctionalInterface
  private interface Sink {
    /** Takes the bytes, and says whether more are wanted. */
    boolean take(ByteBuffer bytes) throws IOException;
  }
}
