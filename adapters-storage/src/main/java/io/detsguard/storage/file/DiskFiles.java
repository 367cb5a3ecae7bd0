package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The disk itself. */
public final class DiskFiles implements DurableFiles {
  private static final Set<StandardOpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private static final Set<StandardOpenOption> AT_THE_END =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

  @Override
  public OutputFile create(Path file, Set<PosixFilePermission> permissions) throws IOException {
    return new ChannelFile(FileChannel.open(file, NEW_FILE, attributes(file, permissions)));
  }

  @Override
  public OutputFile append(Path file, Set<PosixFilePermission> permissions) throws IOException {
    return new ChannelFile(FileChannel.open(file, AT_THE_END, attributes(file, permissions)));
  }

  private static FileAttribute<?>[] attributes(Path file, Set<PosixFilePermission> permissions) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  @Override
  public void moveToFreeName(Path file, Path name) throws IOException {
    if (Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(name.toString());
    }
    replace(file, name);
  }

  @Override
  public void replace(Path file, Path target) throws IOException {
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void link(Path existing, Path link) throws IOException {
    try {
      Files.createLink(link, existing);
    } catch (UnsupportedOperationException e) {
      throw new IOException("hard links are not supported", e);
    }
  }

  @Override
  public void own(Path file, FileOwnership ownership) throws IOException {
    ownership.applyTo(file);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    createDirectories(parent);
    Files.createDirectories(directory); // which another process may just have made
    forceDirectory(parent);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    // Linux lets a directory be opened for reading and forced; this is how names become durable.
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private record ChannelFile(FileChannel channel) implements OutputFile {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      return channel.write(bytes);
    }

    @Override
    public void restart() throws IOException {
      channel.truncate(0);
    }

    @Override
    public long length() throws IOException {
      return channel.size();
    }

    @Override
    public void force() throws IOException {
      channel.force(true);
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
