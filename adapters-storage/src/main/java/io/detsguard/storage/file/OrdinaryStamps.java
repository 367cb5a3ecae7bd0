package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.file.Path;

/** Stamps for which nothing need be open. */
record OrdinaryStamps(Stamps stamps) implements OpenStamps {
  @Override
  public FileStamp of(Path path) throws IOException {
    return stamps.of(path);
  }

  @Override
  public void close() {
    // nothing is open
  }
}
