package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** A new file, written front to back. Used by one thread at a time, except for {@link #force}. */
public interface OutputFile extends WritableByteChannel {
  /** Drops everything written so far. */
  void restart() throws IOException;

  /** Bytes written so far. */
  long length() throws IOException;

  /**
   * Returns when everything written so far would survive a power failure. It must be called on the
   * descriptor that wrote: another one may not be told of a write-back that failed before.
   */
  void force() throws IOException;
}
