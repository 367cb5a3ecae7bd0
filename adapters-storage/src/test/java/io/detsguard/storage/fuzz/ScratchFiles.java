package io.detsguard.storage.fuzz;

import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.ForwardingFiles;
import io.detsguard.storage.file.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Files that last as long as the process, for thousands of inputs a second. */
final class ScratchFiles {
  /** Nothing here has to survive a power failure, and forcing takes most of the time. */
  static final DurableFiles WITHOUT_FORCE = new Unforced();

  private ScratchFiles() {}

  /** A file in a directory of its own. */
  static Path create(String name) {
    try {
      Path directory = Files.createTempDirectory("detsguard-fuzz");
      directory.toFile().deleteOnExit();
      Path file = Files.createFile(directory.resolve(name));
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void fill(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
  }

  /** Leaves nothing but that file in its directory. */
  static void deleteOthers(Path file) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(file.getParent())) {
      for (Path entry : entries) {
        if (!entry.equals(file)) {
          Files.delete(entry);
        }
      }
    }
  }

  private static final class Unforced extends ForwardingFiles {
    @Override
    public OutputFile create(Path file, Set<PosixFilePermission> permissions) throws IOException {
      return new ForwardingOutput(super.create(file, permissions)) {
        @Override
        public void force() {}
      };
    }

    @Override
    public void forceDirectory(Path directory) {}
  }
}
