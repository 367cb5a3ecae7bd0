package io.detsguard.storage.dets;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.storage.term.ByteView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The way to the bytes of a table file, which is never written, locked or kept open.
 *
 * <p>What the operating system refuses becomes a report with the verdict {@link
 * Verdict#UNREADABLE}. Only regular files are opened: opening a pipe would wait for its writer.
 */
final class TableFileGate {

  /** Reads an open file. */
  @FunctionalInterface
  interface ChannelReading {
    CheckReport read(FileChannel channel) throws IOException, InterruptedException;
  }

  /** Reads a mapped file; the view is gone when this returns. */
  @FunctionalInterface
  interface MappedReading {
    CheckReport read(ByteView file) throws IOException, InterruptedException;
  }

  private TableFileGate() {}

  /** Opens a file for {@code reading}. */
  static CheckReport open(Path path, ChannelReading reading) throws InterruptedException {
    try {
      if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
        return unreadable("something else, such as a directory or a pipe");
      }
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        return reading.read(channel);
      }
    } catch (ClosedByInterruptException e) {
      // A channel answers an interrupt in its own way; the flag stays set until it is cleared.
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException("reading was cancelled").initCause(e);
    } catch (IOException e) {
      return unreadable(reason(e));
    }
  }

  /** Opens and maps a file for {@code reading}, which may use several threads. */
  static CheckReport map(Path path, MappedReading reading) throws InterruptedException {
    return open(path, channel -> map(channel, reading));
  }

  private static CheckReport map(FileChannel channel, MappedReading reading)
      throws IOException, InterruptedException {
    long size = channel.size();
    try (Arena arena = Arena.ofShared()) {
      return reading.read(new ByteView(channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena)));
    } catch (InternalError e) {
      return changedWhileRead(e, size);
    }
  }

  // The virtual machine's answer to a read of mapped bytes that are no longer there: the file was
  // truncated by its owner. There is no other way to hear of it.
  private static CheckReport changedWhileRead(InternalError error, long size) {
    if (error.getMessage() == null || !error.getMessage().contains("unsafe memory access")) {
      throw error;
    }
    Finding finding =
        Finding.ofFile(
            FindingKind.CHANGED_WHILE_READ, size + " bytes", "fewer, before all were read");
    return CheckReport.refused(Verdict.UNREADABLE, finding);
  }

  private static CheckReport unreadable(String found) {
    return CheckReport.refused(
        Verdict.UNREADABLE,
        Finding.ofFile(FindingKind.IO, "a regular file that can be read", found));
  }

  // Without the path: whoever asked knows it, and not everybody who hears the answer may.
  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "no such file";
      case AccessDeniedException denied -> "no permission to read it";
      case FileSystemException refused when refused.getReason() != null -> refused.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
