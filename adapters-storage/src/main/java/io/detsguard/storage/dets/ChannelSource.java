package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The bytes of a file by positional reads, without mapping it and without moving its position.
 *
 * <p>The last window read is kept, so that asking for a part of it costs no further read. One
 * instance serves one thread.
 */
final class ChannelSource implements ByteSource {
  private final FileChannel channel;
  private final long size;
  private long keptFrom;
  private ByteView kept = new ByteView(MemorySegment.NULL);

  ChannelSource(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public ByteView window(long from, int length) throws IOException {
    int available = (int) Math.max(0, Math.min(length, size - from));
    if (from < keptFrom || from + available > keptFrom + kept.size()) {
      kept = read(from, available);
      keptFrom = from;
    }
    int skip = (int) (from - keptFrom);
    return new ByteView(kept.segment().asSlice(skip, available));
  }

  // Outside the heap, as mapped files are: compiled code then meets one kind of segment only.
  private ByteView read(long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new IOException("the file became shorter while it was being read");
      }
    }
    return new ByteView(MemorySegment.ofBuffer(buffer.flip()));
  }
}
