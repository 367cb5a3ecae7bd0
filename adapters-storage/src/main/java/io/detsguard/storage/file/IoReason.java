package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Says why an operation on a file failed, in words for an operator and without paths of the host:
 * these stay in the exception, for the log.
 */
public final class IoReason {
  /** What the system's own message contains, and what that means for the operator. */
  private static final Map<String, String> BY_MESSAGE =
      Map.ofEntries(
          Map.entry("no space left", "no space left on the device"),
          Map.entry("disk quota", "the disk quota is used up"),
          Map.entry("read-only file system", "the file system is read-only"),
          Map.entry("too many open files", "too many open files"),
          Map.entry("input/output error", "the device reports an input/output error"),
          Map.entry("stale", "the file server no longer knows the file"),
          Map.entry("no such file", "no such file"),
          Map.entry("permission denied", "permission denied"),
          Map.entry("operation not permitted", "the operation is not permitted"),
          Map.entry("not a directory", "a part of its path is not a directory"),
          Map.entry("is a directory", "it is a directory"),
          Map.entry("file name too long", "the file name is too long"),
          Map.entry("too many levels of symbolic links", "symbolic links go in a circle"),
          Map.entry("file too large", "the file would get too large"));

  private IoReason() {}

  /** A clause such as {@code permission denied}. */
  public static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> "no such file";
      case AccessDeniedException e -> "permission denied";
      case NotDirectoryException e -> "a part of its path is not a directory";
      case FileAlreadyExistsException e -> "there is already a file of that name";
      case DirectoryNotEmptyException e -> "a directory is not empty";
      case FileSystemLoopException e -> "symbolic links go in a circle";
      case ClosedByInterruptException e -> "interrupted";
      case FileSystemException e -> byMessage(e.getReason()).orElse("the file system refused");
      default -> byMessage(failure.getMessage()).orElse("an input/output error");
    };
  }

  private static Optional<String> byMessage(String message) {
    if (message == null) {
      return Optional.empty();
    }
    String lower = message.toLowerCase(Locale.ROOT);
    return BY_MESSAGE.entrySet().stream()
        .filter(known -> lower.contains(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
