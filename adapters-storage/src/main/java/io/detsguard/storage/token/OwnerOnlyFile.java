package io.detsguard.storage.token;

import io.detsguard.storage.file.AtomicFile;
import io.detsguard.storage.file.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes a secret to a file of mode 600. Whatever had the name before is replaced, not written to:
 * neither wider permissions of an old file nor a symbolic link lead the secret anywhere else.
 */
public final class OwnerOnlyFile {
  private final DurableFiles files;

  public OwnerOnlyFile(DurableFiles files) {
    this.files = files;
  }

  /**
   * Puts the secret and a line feed in place; whole and on the disk when this returns.
   *
   * @param file in a directory that is there
   */
  public void write(Path file, String secret) throws IOException {
    byte[] content = (secret + "\n").getBytes(StandardCharsets.UTF_8);
    new AtomicFile(files, file, AtomicFile.OWNER_ONLY).write(content);
  }
}
