package io.detsguard.storage.salvage;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.storage.dets.Crew;
import io.detsguard.storage.term.ByteView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that is mapped to be read, and nothing else. Only regular files are opened: opening a pipe
 * would wait for its writer.
 */
final class DamagedFile implements AutoCloseable {
  /** Below so many bytes a second thread would come too late to help. */
  private static final long SMALL_BYTES = 1 << 20;

  private final Crew crew;
  private final Arena arena;
  private final ByteView view;

  private DamagedFile(Crew crew, Arena arena, ByteView view) {
    this.crew = crew;
    this.arena = arena;
    this.view = view;
  }

  /** Says that the system does not let the file be read; the message has no path. */
  static final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Opens and maps a file.
   *
   * @param workers threads that will read it, at most
   */
  static DamagedFile open(Path path, int workers) throws UnreadableException, InterruptedException {
    try {
      return map(path, workers);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException("repair was cancelled").initCause(e);
    } catch (UnreadableException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableException(IoTrouble.describe(e), e);
    }
  }

  private static DamagedFile map(Path path, int workers) throws IOException {
    if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
      throw new UnreadableException("something else, such as a directory or a pipe", null);
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      Crew crew = new Crew(channel.size() < SMALL_BYTES ? 1 : workers, "table-repair");
      Arena arena = crew.arena();
      try {
        return new DamagedFile(crew, arena, map(channel, arena));
      } catch (IOException e) {
        arena.close();
        crew.close();
        throw e;
      }
    }
  }

  private static ByteView map(FileChannel channel, Arena arena) throws IOException {
    return new ByteView(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
  }

  /** The threads that may read it. */
  Crew crew() {
    return crew;
  }

  /** All of its bytes. */
  ByteView view() {
    return view;
  }

  /**
   * What the virtual machine's answer to a read of mapped bytes that are no longer there means: the
   * file was truncated by its owner. There is no other way to hear of it.
   */
  UnreadableException changedWhileRead(InternalError error) {
    if (error.getMessage() == null || !error.getMessage().contains("unsafe memory access")) {
      throw error;
    }
    return new UnreadableException("one that got shorter while it was being read", error);
  }

  @Override
  public void close() {
    crew.close();
    arena.close();
  }
}
