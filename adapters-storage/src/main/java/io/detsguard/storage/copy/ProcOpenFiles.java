package io.detsguard.storage.copy;

import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Asks {@code /proc} of Linux: each open descriptor of a process is a link that leads to the file
 * itself, also when that was renamed.
 *
 * @param proc {@code /proc}; where there is no such directory, nothing is known to be open
 * @param self the number of this process, which reads tables itself
 */
public record ProcOpenFiles(Path proc, long self) implements OpenFiles {
  /** The processes of this machine, other than this one. */
  public static ProcOpenFiles ofThisSystem() {
    return new ProcOpenFiles(Path.of("/proc"), ProcessHandle.current().pid());
  }

  @Override
  public boolean isHeld(FileStamp file) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (!process.endsWith(Long.toString(self)) && holds(process, file)) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return false; // a system without /proc: the quiet of the file has to serve
    }
  }

  private static boolean holds(Path process, FileStamp file) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        if (leadsTo(descriptor, file)) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return false; // it has ended meanwhile, or belongs to another user
    }
  }

  private static boolean leadsTo(Path descriptor, FileStamp file) {
    try {
      Map<String, Object> found = Files.readAttributes(descriptor, "unix:dev,ino");
      return found.get("dev").equals(file.device()) && found.get("ino").equals(file.inode());
    } catch (IOException e) {
      return false; // closed meanwhile, or no file at all
    }
  }
}
