package io.detsguard.storage.copy;

import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A staged snapshot in memory; optionally on a full disk. */
final class MemoryTarget implements StagedSnapshot {
  private final boolean full;
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int rewrites;

  MemoryTarget(boolean full) {
    this.full = full;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  int rewrites() {
    return rewrites;
  }

  @Override
  public SnapshotId id() {
    return new SnapshotId(new TableName("t"), MemorySource.START, 1);
  }

  @Override
  public TableLocation location() {
    return new TableLocation("memory");
  }

  @Override
  public StagedBytes rewrite() {
    rewrites++;
    bytes = new ByteArrayOutputStream();
    return new StagedBytes() {
      @Override
      public int write(ByteBuffer source) throws IOException {
        if (full) {
          throw new IOException("No space left on device");
        }
        byte[] copied = new byte[source.remaining()];
        source.get(copied);
        bytes.writeBytes(copied);
        return copied.length;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {
        // memory
      }
    };
  }

  @Override
  public void startForcing() {
    throw new AssertionError("the copier does not force");
  }

  @Override
  public void close() {
    throw new AssertionError("the copier does not own the target");
  }
}
