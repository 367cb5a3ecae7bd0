package io.detsguard.storage.copy;

import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * A live file in memory, its owner, and their clock: what the owner does happens exactly at the
 * step at which the test says so, and file times advance as coarsely as the test says.
 */
final class MemorySource implements SourceFiles, InstantSource, Waiting {
  static final Instant START = Instant.parse("2026-02-11T14:30:00.123456789Z");

  private final long tickNanos;
  private Optional<Inode> named;
  private long nanos = nanos(START);
  private long inodes = 100;
  private int steps;
  private IntConsumer owner = step -> {};

  /** A file that was closed properly an hour ago and holds {@code content}. */
  MemorySource(Duration tick, byte[] content) {
    this.tickNanos = tick.toNanos();
    this.named = Optional.of(new Inode(inodes, content.clone(), fileTime()));
    advance(Duration.ofHours(1));
  }

  /** A properly closed table as far as its ends show; the rest is {@code filling}. */
  static byte[] closedTable(int bytes, int filling) {
    byte[] content = new byte[bytes];
    Arrays.fill(content, DetsLayout.BASE, bytes, (byte) filling);
    ByteBuffer words = ByteBuffer.wrap(content);
    words.putInt(DetsLayout.COOKIE_OFFSET, (int) DetsLayout.COOKIE);
    words.putInt(DetsLayout.CLOSED_PROPERLY_OFFSET, 1);
    words.putInt(DetsLayout.VERSION_OFFSET, DetsLayout.VERSION);
    words.putInt(bytes - DetsLayout.TRAILER_BYTES, bytes);
    return content;
  }

  /** The same table after its first change. */
  static byte[] openTable(int bytes, int filling) {
    byte[] content = closedTable(bytes, filling);
    content[DetsLayout.CLOSED_PROPERLY_OFFSET + 3] = 0;
    return content;
  }

  /**
   * Lets the owner act before each step of the reader.
   *
   * @param owner gets the number of the step, counted from 1
   */
  void beforeEachStep(IntConsumer owner) {
    this.owner = owner;
  }

  int steps() {
    return steps;
  }

  byte[] content() {
    return named.orElseThrow().content;
  }

  /** The owner writes the whole file, in place. */
  void write(byte[] content) {
    Inode inode = named.orElseThrow();
    inode.content = content.clone();
    inode.modified = fileTime();
    inode.changed = fileTime();
  }

  /** The same without a trace in the file's times, as on a broken file server. */
  void writeUnnoticed(byte[] content) {
    named.orElseThrow().content = content.clone();
  }

  /** Somebody changes the file's permissions or owner. */
  void touchRecord() {
    named.orElseThrow().changed = fileTime();
  }

  /** Another file gets the name, with times of its own. */
  void replace(byte[] content) {
    named = Optional.of(new Inode(++inodes, content.clone(), fileTime()));
  }

  void remove() {
    named = Optional.empty();
  }

  void advance(Duration duration) {
    nanos += duration.toNanos();
  }

  private long fileTime() {
    return nanos - Math.floorMod(nanos, tickNanos);
  }

  private void step() {
    steps++;
    advance(Duration.ofNanos(20_000));
    owner.accept(steps);
  }

  @Override
  public FileStamp stamp(Path path) throws SourceException {
    step();
    Inode inode = find(path);
    return new FileStamp(
        1, inode.number, inode.content.length, inode.modified, inode.changed, true);
  }

  @Override
  public SourceFile open(Path path) throws SourceException {
    step();
    Inode inode = find(path);
    return new SourceFile() {
      @Override
      public int read(ByteBuffer target, long position) throws SourceException {
        step();
        if (Thread.currentThread().isInterrupted()) {
          throw new SourceException(new IOException("interrupted"));
        }
        int length = Math.clamp(inode.content.length - position, 0, target.remaining());
        target.put(inode.content, (int) Math.min(position, inode.content.length), length);
        return length;
      }

      @Override
      public void close() {
        // memory
      }
    };
  }

  private Inode find(Path path) throws SourceException {
    return named.orElseThrow(() -> new SourceException(new NoSuchFileException(path.toString())));
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochSecond(0, nanos);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    advance(duration);
    owner.accept(steps);
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }

  private static final class Inode {
    private final long number;
    private byte[] content;
    private long modified;
    private long changed;

    Inode(long number, byte[] content, long time) {
      this.number = number;
      this.content = content;
      this.modified = time;
      this.changed = time;
    }
  }
}
