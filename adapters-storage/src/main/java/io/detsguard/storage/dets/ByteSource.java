package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.io.IOException;

/** The bytes of a file, window by window: mapped, or read from a channel. */
interface ByteSource {
  /** The length of the file when it was opened. */
  long size();

  /**
   * The bytes from {@code from} on: {@code length} of them, or fewer where the file ends before.
   *
   * @throws IOException when they cannot be read
   */
  ByteView window(long from, int length) throws IOException;

  /** All of a file that lies in memory or is mapped. */
  static ByteSource of(ByteView view) {
    return new ByteSource() {
      @Override
      public long size() {
        return view.size();
      }

      @Override
      public ByteView window(long from, int length) {
        long end = Math.min(view.size(), from + length);
        return new ByteView(view.segment().asSlice(Math.min(from, end), Math.max(0, end - from)));
      }
    };
  }
}
