package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory for files of passing use, all of them removed with it. What a crash left there is
 * removed when it is opened again, or by {@link #clear}. It holds files, no directories.
 */
public final class ScratchDirectory implements AutoCloseable {
  /** The end of every such directory's name, by which leftovers are known. */
  public static final String ENDING = ".scratch";

  private final DurableFiles files;
  private final Path path;

  private ScratchDirectory(DurableFiles files, Path path) {
    this.files = files;
    this.path = path;
  }

  /** Makes the directory, empty. */
  public static ScratchDirectory open(DurableFiles files, Path path) throws IOException {
    clear(files, path);
    files.createDirectories(path);
    return new ScratchDirectory(files, path);
  }

  /** Removes such a directory with all of its files, if it is there. */
  public static void clear(DurableFiles files, Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path file : list(path)) {
      files.delete(file);
    }
    files.delete(path);
  }

  private static List<Path> list(Path path) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return entries;
  }

  /** Where a file of that name lies in it. */
  public Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    clear(files, path);
  }
}
