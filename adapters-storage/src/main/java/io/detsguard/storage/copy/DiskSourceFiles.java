package io.detsguard.storage.copy;

import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The live files on disk. */
final class DiskSourceFiles implements SourceFiles {
  @Override
  public FileStamp stamp(Path path) throws SourceException {
    try {
      return FileStamp.of(path);
    } catch (IOException e) {
      throw new SourceException(e);
    } catch (UnsupportedOperationException e) {
      throw new SourceException(e);
    }
  }

  @Override
  public SourceFile open(Path path) throws SourceException {
    try {
      return new DiskSourceFile(FileChannel.open(path, StandardOpenOption.READ));
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }

  private record DiskSourceFile(FileChannel channel) implements SourceFile {
    @Override
    public int read(ByteBuffer target, long position) throws SourceException {
      int start = target.position();
      try {
        while (target.hasRemaining()
            && channel.read(target, position + target.position() - start) >= 0) {
          // a read may give less than it was asked for
        }
      } catch (IOException e) {
        throw new SourceException(e);
      }
      return target.position() - start;
    }

    @Override
    public void close() throws SourceException {
      try {
        channel.close();
      } catch (IOException e) {
        throw new SourceException(e);
      }
    }
  }
}
