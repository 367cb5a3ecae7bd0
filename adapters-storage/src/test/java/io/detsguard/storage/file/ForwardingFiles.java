package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** The real disk, for doubles that change one thing about it. */
public class ForwardingFiles implements DurableFiles {
  private final DurableFiles disk = new DiskFiles();

  @Override
  public OutputFile create(Path file, Set<PosixFilePermission> permissions) throws IOException {
    return disk.create(file, permissions);
  }

  @Override
  public OutputFile append(Path file, Set<PosixFilePermission> permissions) throws IOException {
    return disk.append(file, permissions);
  }

  @Override
  public void moveToFreeName(Path file, Path name) throws IOException {
    disk.moveToFreeName(file, name);
  }

  @Override
  public void replace(Path file, Path target) throws IOException {
    disk.replace(file, target);
  }

  @Override
  public void link(Path existing, Path link) throws IOException {
    disk.link(existing, link);
  }

  @Override
  public void own(Path file, FileOwnership ownership) throws IOException {
    disk.own(file, ownership);
  }

  @Override
  public void delete(Path file) throws IOException {
    disk.delete(file);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    disk.createDirectories(directory);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    disk.forceDirectory(directory);
  }

  /** A file on it. */
  public static class ForwardingOutput implements OutputFile {
    private final OutputFile output;

    public ForwardingOutput(OutputFile output) {
      this.output = output;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      return output.write(bytes);
    }

    @Override
    public void restart() throws IOException {
      output.restart();
    }

    @Override
    public long length() throws IOException {
      return output.length();
    }

    @Override
    public void force() throws IOException {
      output.force();
    }

    @Override
    public boolean isOpen() {
      return output.isOpen();
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
