package io.detsguard.storage.process;

import io.detsguard.domain.restore.Holder;
import io.detsguard.storage.file.FileStamp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What {@code /proc} shows of one process, which may end at any moment. */
record ProcessEntry(Path directory) {
  /** The flag of a kernel thread in {@code stat}; such a thread opens no files. */
  private static final long KERNEL_THREAD = 0x0020_0000;

  private static final int LONGEST_COMMAND = 64;

  /** What can be said of a process and a file. */
  enum Sight {
    HOLDS,
    HOLDS_NOT,
    HIDDEN
  }

  long pid() {
    return Long.parseLong(directory.getFileName().toString());
  }

  Holder holder() {
    return new Holder(pid(), command());
  }

  private String command() {
    try {
      String name = read("comm").strip();
      return name.isEmpty()
          ? "unnamed"
          : name.substring(0, Math.min(name.length(), LONGEST_COMMAND));
    } catch (IOException e) {
      return "unnamed"; // it has ended, or its name is kept from others
    }
  }

  /** Whether the process has the file open or mapped. */
  Sight sight(WantedFile wanted) {
    try {
      return hasOpen(wanted) || hasMapped(wanted) ? Sight.HOLDS : Sight.HOLDS_NOT;
    } catch (IOException e) {
      return isGone(e) || holdsNothing() ? Sight.HOLDS_NOT : Sight.HIDDEN;
    }
  }

  private boolean hasOpen(WantedFile wanted) throws IOException {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(directory.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (isWanted(descriptor, wanted)) {
          return true;
        }
      }
      return false;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean isWanted(Path descriptor, WantedFile wanted) throws IOException {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      // Sockets, pipes and the like have names without a slash in front.
      return target.startsWith("/")
          && (wanted.isNamed(target) || wanted.isSameFile(FileStamp.of(descriptor)));
    } catch (IOException e) {
      if (isGone(e)) {
        return false; // closed in the meantime
      }
      throw e;
    }
  }

  private boolean hasMapped(WantedFile wanted) throws IOException {
    Path maps = directory.resolve("maps");
    try (BufferedReader lines = Files.newBufferedReader(maps, StandardCharsets.ISO_8859_1)) {
      return lines.lines().anyMatch(wanted::isMappedBy);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isGone(IOException e) {
    return e instanceof NoSuchFileException
        || e.getMessage() != null && e.getMessage().contains("No such process");
  }

  /** Kernel threads and the dead hold no files, though nobody but root may look into them. */
  private boolean holdsNothing() {
    try {
      String stat = read("stat");
      // The name, in parentheses, may hold anything; what follows it has fixed places.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
      return fields[0].equals("Z") || (Long.parseLong(fields[6]) & KERNEL_THREAD) != 0;
    } catch (FileSystemException e) {
      return isGone(e);
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      return false;
    }
  }

  private String read(String name) throws IOException {
    return Files.readString(directory.resolve(name), StandardCharsets.ISO_8859_1);
  }
}
