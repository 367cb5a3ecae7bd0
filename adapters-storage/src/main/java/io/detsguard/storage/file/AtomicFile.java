package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Puts a small file in place whole or not at all: whoever opens the name finds the old content or
 * the new, after a crash too.
 */
public final class AtomicFile {
  /** For files that only the owner of the service may read. */
  public static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final DurableFiles files;
  private final Path target;
  private final Path temporary;
  private final Set<PosixFilePermission> permissions;

  /**
   * @param target the file to put in place; its directory must be there
   * @param permissions of the file from its first moment on, not only once it is complete
   */
  public AtomicFile(DurableFiles files, Path target, Set<PosixFilePermission> permissions) {
    this.files = files;
    this.target = target;
    this.permissions = Set.copyOf(permissions);
    // Beside the target, because a rename is one step only within a file system; hidden, so that
    // nobody who reads the directory takes it for a finished file.
    this.temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
  }

  /**
   * Replaces the file's content. Two writers of one target must exclude each other.
   *
   * @throws IOException when the new content could not be put in place; then the old one is there,
   *     unless it was the last step that failed, the forcing of the directory: then it is either
   */
  public void write(byte[] content) throws IOException {
    files.delete(temporary); // a crash may have left one, with permissions and bytes of its own
    try {
      writeNew(files, temporary, permissions, content);
      files.replace(temporary, target);
    } catch (IOException | RuntimeException e) {
      files.discard(temporary, e);
      throw e;
    }
    files.forceDirectory(target.toAbsolutePath().getParent());
  }

  /**
   * Writes a new file and forces its bytes: without that the name could survive a power failure and
   * the content not.
   *
   * @throws java.nio.file.FileAlreadyExistsException when there is a file of that name
   */
  public static void writeNew(
      DurableFiles files, Path file, Set<PosixFilePermission> permissions, byte[] content)
      throws IOException {
    try (OutputFile output = files.create(file, permissions)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        output.write(bytes);
      }
      output.force();
    }
  }
}
