package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A disk that fails at the n-th change, once or from then on: as a full disk, an I/O error or, from
 * the point of view of what is left behind, a crash does. A write that fails has written half.
 * Forcing is counted and not done: nothing here cuts the power.
 */
public final class FaultyFiles extends ForwardingFiles {
  /** What happens from the failing change on. */
  public enum Fault {
    /** That change fails, the ones after it work. */
    ONCE,
    /** Nothing can be changed any more; files on disk stay as they are. */
    FROM_THEN_ON,
    /** From that change on nothing can be written, but names can still be changed and removed. */
    NO_SPACE
  }

  private final Fault fault;
  private final long failing;
  private final AtomicLong changes = new AtomicLong();

  /**
   * @param failing the number of the change that fails, counted from 1
   */
  public FaultyFiles(Fault fault, long failing) {
    this.fault = fault;
    this.failing = failing;
  }

  /** A disk that never fails but counts. */
  public static FaultyFiles counting() {
    return new FaultyFiles(Fault.ONCE, Long.MAX_VALUE);
  }

  /** How many changes were asked for so far. */
  public long changes() {
    return changes.get();
  }

  private void change(boolean needsSpace) throws IOException {
    long number = changes.incrementAndGet();
    boolean fails =
        switch (fault) {
          case ONCE -> number == failing;
          case FROM_THEN_ON -> number >= failing;
          case NO_SPACE -> number >= failing && needsSpace;
        };
    if (fails) {
      throw new FileSystemException(null, null, "No space left on device");
    }
  }

  @Override
  public OutputFile create(Path file, Set<PosixFilePermission> permissions) throws IOException {
    change(true);
    return new FaultyOutput(super.create(file, permissions));
  }

  @Override
  public OutputFile append(Path file, Set<PosixFilePermission> permissions) throws IOException {
    change(true);
    return new FaultyOutput(super.append(file, permissions));
  }

  @Override
  public void moveToFreeName(Path file, Path name) throws IOException {
    change(false);
    super.moveToFreeName(file, name);
  }

  @Override
  public void replace(Path file, Path target) throws IOException {
    change(false);
    super.replace(file, target);
  }

  @Override
  public void link(Path existing, Path link) throws IOException {
    change(true);
    super.link(existing, link);
  }

  @Override
  public void own(Path file, FileOwnership ownership) throws IOException {
    change(false);
    super.own(file, ownership);
  }

  @Override
  public void delete(Path file) throws IOException {
    change(false);
    super.delete(file);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    change(true);
    super.createDirectories(directory);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    change(false);
  }

  private final class FaultyOutput extends ForwardingOutput {
    FaultyOutput(OutputFile output) {
      super(output);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      try {
        change(true);
      } catch (IOException e) {
        super.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
        throw e;
      }
      return super.write(bytes);
    }

    @Override
    public void restart() throws IOException {
      change(false);
      super.restart();
    }

    @Override
    public void force() throws IOException {
      change(true);
    }
  }
}
