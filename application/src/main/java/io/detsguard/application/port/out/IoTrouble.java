package io.detsguard.application.port.out;

import java.io.FileNotFoundException;
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

/** Says what went wrong with a file in an operator's words, without the paths of the host. */
public final class IoTrouble {
  private IoTrouble() {}

  /** A clause such as {@code no space left on device}; the full message belongs into the log. */
  public static String describe(IOException trouble) {
    return switch (trouble) {
      case NoSuchFileException e -> "no such file";
      case FileNotFoundException e -> "no such file";
      case AccessDeniedException e -> "permission denied";
      case NotDirectoryException e -> "not a directory";
      case DirectoryNotEmptyException e -> "the directory is not empty";
      case FileAlreadyExistsException e -> "the file exists already";
      case FileSystemLoopException e -> "symbolic links form a loop";
      case ClosedByInterruptException e -> "interrupted";
      case FileSystemException e when e.getReason() != null -> ofSystem(e.getReason());
      case FileSystemException e -> "the file system refused";
      default -> trouble.getMessage() == null ? "I/O error" : ofSystem(trouble.getMessage());
    };
  }

  /** The system's own words are kept only when they can hold no path. */
  private static String ofSystem(String words) {
    boolean plain = words.chars().allMatch(c -> Character.isLetter(c) || c == ' ' || c == '-');
    return plain && !words.isBlank() && words.length() <= 60
        ? words.toLowerCase(Locale.ROOT)
        : "I/O error";
  }
}
