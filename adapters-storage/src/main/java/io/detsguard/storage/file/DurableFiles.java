package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Everything that changes the disk. Safe for use by many threads.
 *
 * <p>A change of a name is visible to every process at once, but survives a power failure only
 * after {@link #forceDirectory} of the directory that holds the name.
 */
public interface DurableFiles {
  /**
   * Creates an empty file and opens it for writing. The permissions hold for everybody who opens it
   * later; this descriptor may write even when they forbid it.
   *
   * @param permissions of the new file; the process's umask takes away from them
   * @throws java.nio.file.FileAlreadyExistsException when there is something of that name, a broken
   *     symbolic link included
   */
  OutputFile create(Path file, Set<PosixFilePermission> permissions) throws IOException;

  /**
   * Opens a file for writing at its end; an empty one is created when there is none.
   *
   * @param permissions of a file that is created; the process's umask takes away from them
   */
  OutputFile append(Path file, Set<PosixFilePermission> permissions) throws IOException;

  /**
   * Gives a file a name that is free. The caller sees to it that nobody takes the name meanwhile:
   * the system's rename has no way to refuse.
   *
   * @throws java.nio.file.FileAlreadyExistsException when the name is taken
   */
  void moveToFreeName(Path file, Path name) throws IOException;

  /** Gives a file a name, in place of the file that had it, in one step. */
  void replace(Path file, Path target) throws IOException;

  /**
   * Gives a file a second name.
   *
   * @throws IOException also where the file system has no hard links, or no more for this file
   */
  void link(Path existing, Path link) throws IOException;

  /**
   * Gives a file the owner, the group and the permissions of another one, as far as they differ.
   *
   * @throws IOException when the system refuses, as it does when a file is to be given away by
   *     anybody but root; the permissions are then as narrow as before
   */
  void own(Path file, FileOwnership ownership) throws IOException;

  /** Removes a name; nothing happens when there is none. */
  void delete(Path file) throws IOException;

  /**
   * Removes what a failure left; when that fails, too, the cause of it all says so, and goes on its
   * way.
   */
  default void discard(Path file, Exception cause) {
    try {
      delete(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /**
   * Makes a directory and those above it, so that they would survive a power failure; nothing
   * happens when it is there.
   */
  void createDirectories(Path directory) throws IOException;

  /** Returns when all changes of names in a directory would survive a power failure. */
  void forceDirectory(Path directory) throws IOException;
}
