package io.detsguard.storage.copy;

import io.detsguard.domain.backup.Snapshot;
import io.detsguard.storage.copy.SourceFiles.SourceFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads a live file and a stored one side by side.
 *
 * <p>Both are read, not mapped: the owner may cut the live file at any moment. No digest is
 * computed, which would cost many times as much as the comparison and say nothing more: the stored
 * bytes had the manifest's digest when they were a copy of this very state of the live file, so if
 * either had changed since, they would differ.
 */
final class ContentComparison {
  private static final int BUFFER_BYTES = 1 << 18;

  private final SourceFiles files;

  ContentComparison(SourceFiles files) {
    this.files = files;
  }

  /**
   * Whether both hold the same bytes, as many as the manifest says.
   *
   * @throws IOException when the stored file cannot be read
   */
  boolean same(Path live, Snapshot snapshot) throws SourceException, IOException {
    Path stored = Path.of(snapshot.location().value());
    long bytes = snapshot.manifest().bytes();
    try (FileChannel channel = FileChannel.open(stored, StandardOpenOption.READ);
        SourceFile source = files.open(live);
        Arena arena = Arena.ofConfined()) {
      return channel.size() == bytes && same(source, channel, bytes, arena);
    }
  }

  private static boolean same(SourceFile source, FileChannel stored, long bytes, Arena arena)
      throws SourceException, IOException {
    ByteBuffer mine = arena.allocate(BUFFER_BYTES).asByteBuffer();
    ByteBuffer theirs = arena.allocate(BUFFER_BYTES).asByteBuffer();
    for (long position = 0; position < bytes; position += BUFFER_BYTES) {
      int length = (int) Math.min(BUFFER_BYTES, bytes - position);
      source.read(theirs.clear().limit(length), position);
      readFully(stored, mine.clear().limit(length), position);
      if (mine.flip().remaining() < length || !mine.equals(theirs.flip())) {
        return false;
      }
    }
    return true;
  }

  private static void readFully(FileChannel channel, ByteBuffer buffer, long position)
      throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        return; // it has become shorter: the buffers differ then
      }
    }
  }
}
