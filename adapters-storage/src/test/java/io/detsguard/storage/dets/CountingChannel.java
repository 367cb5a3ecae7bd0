package io.detsguard.storage.dets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file of which only the length and positional reads can be had, and the reads are counted. */
final class CountingChannel extends FileChannel {
  private final byte[] bytes;
  private final long size;
  private int reads;
  private long bytesRead;

  CountingChannel(byte[] bytes) {
    this(bytes, bytes.length);
  }

  /** A file that says it has {@code size} bytes. */
  CountingChannel(byte[] bytes, long size) {
    this.bytes = bytes;
    this.size = size;
  }

  int reads() {
    return reads;
  }

  long bytesRead() {
    return bytesRead;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(ByteBuffer target, long position) {
    reads++;
    if (position >= bytes.length) {
      return -1;
    }
    int length = (int) Math.min(target.remaining(), bytes.length - position);
    target.put(bytes, (int) position, length);
    bytesRead += length;
    return length;
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("only positional reads are expected");
  }

  @Override
  public int read(ByteBuffer target) {
    throw refused();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw refused();
  }

  @Override
  public int write(ByteBuffer source) {
    throw refused();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw refused();
  }

  @Override
  public long position() {
    throw refused();
  }

  @Override
  public FileChannel position(long position) {
    throw refused();
  }

  @Override
  public FileChannel truncate(long size) {
    throw refused();
  }

  @Override
  public void force(boolean metaData) {
    throw refused();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw refused();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw refused();
  }

  @Override
  public int write(ByteBuffer source, long position) {
    throw refused();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw refused();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw refused();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw refused();
  }

  @Override
  protected void implCloseChannel() throws IOException {
    // nothing is open
  }
}
