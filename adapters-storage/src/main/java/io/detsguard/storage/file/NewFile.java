package io.detsguard.storage.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes a file of any size that appears whole or not at all, and never in place of another: written
 * under a hidden name beside the target, forced, looked at once more, and then renamed.
 */
public final class NewFile {
  private static final Set<PosixFilePermission> PERMISSIONS =
      PosixFilePermissions.fromString("rw-r--r--");

  private final DurableFiles files;
  private final Path target;
  private final Path draft;

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content<T, E extends Exception> {
    /** Writes all of it; the stream needs no closing. */
    T write(OutputStream out) throws IOException, InterruptedException, E;
  }

  /** Looks at a complete file before it gets its name. */
  @FunctionalInterface
  public interface Proof {
    /** Throws when the file must not get its name. */
    void check(Path draft) throws IOException, InterruptedException;
  }

  /** A file to be made at {@code target}, whose directory must be there. */
  public NewFile(DurableFiles files, Path target) {
    this.files = files;
    this.target = target.toAbsolutePath();
    // The number of the process keeps two of them apart; what has it and is there is a leftover.
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    this.draft = this.target.resolveSibling(name);
  }

  /**
   * Makes the file.
   *
   * @return what the writing gave
   * @throws FileAlreadyExistsException when there is something of the target's name, before
   *     anything is written
   * @throws IOException when it could not be made: then there is no file of that name, unless it
   *     was the last step that failed, the forcing of the directory
   */
  public <T, E extends Exception> T write(Content<T, E> content, Proof proof)
      throws IOException, InterruptedException, E {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    files.delete(draft);
    T result;
    try {
      result = writeForced(content);
      proof.check(draft);
      files.moveToFreeName(draft, target);
    } catch (Exception e) {
      files.discard(draft, e);
      throw e;
    }
    files.forceDirectory(target.getParent());
    return result;
  }

  private <T, E extends Exception> T writeForced(Content<T, E> content)
      throws IOException, InterruptedException, E {
    try (OutputFile output = files.create(draft, PERMISSIONS)) {
      T result = content.write(Channels.newOutputStream(output));
      output.force();
      return result;
    }
  }
}
