package io.detsguard.storage.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of bytes as they come along, as 64 lower-case hexadecimal digits. */
public final class Sha256 {
  private static final int BUFFER_BYTES = 1 << 20;

  private final MessageDigest digest = newDigest();

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds all remaining bytes and leaves the buffer as it was. */
  public Sha256 add(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
    return this;
  }

  /** The digest of everything added; begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of a file's content. */
  public static String ofFile(Path file) throws IOException {
    Sha256 sha256 = new Sha256();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      ByteBuffer buffer = arena.allocate(BUFFER_BYTES).asByteBuffer();
      while (channel.read(buffer.clear()) >= 0) {
        sha256.add(buffer.flip());
      }
    }
    return sha256.hex();
  }

  /** The digest of these bytes alone. */
  public static String of(byte[] bytes) {
    return new Sha256().add(ByteBuffer.wrap(bytes)).hex();
  }
}
