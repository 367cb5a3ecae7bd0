package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The way to the records of table files that stood a check; they are mapped for so long only. */
final class MappedTable {

  /** Reads a mapped table. */
  @FunctionalInterface
  interface Reading<T> {
    T read(TableSlots table) throws IOException, InterruptedException;
  }

  private MappedTable() {}

  /**
   * Maps a table for {@code reading}, which may use several threads.
   *
   * @throws TableChangedException when it is no longer the table that was checked
   */
  static <T> T read(Path path, Reading<T> reading) throws IOException, InterruptedException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        Arena arena = Arena.ofShared()) {
      long size = channel.size();
      ByteView file = new ByteView(channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena));
      return reading.read(TableSlots.of(file));
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // the exception says it; a flag left set would end what comes next
      throw (InterruptedException) new InterruptedException("reading was cancelled").initCause(e);
    } catch (InternalError e) {
      throw truncated(e);
    }
  }

  // The virtual machine's answer to a read of mapped bytes that are no longer there.
  private static IOException truncated(InternalError error) {
    if (error.getMessage() == null || !error.getMessage().contains("unsafe memory access")) {
      throw error;
    }
    return new TableChangedException("it became shorter");
  }
}
