package io.detsguard.storage.distribution.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file whose first line is a secret. Only its owner may have access, as Erlang demands it of a
 * cookie's file.
 *
 * @param path where it lies
 * @param what it is, for messages, such as {@code the cookie file}
 */
record PrivateFile(Path path, String what) {
  private static final Set<PosixFilePermission> FOR_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  /**
   * Reads the secret.
   *
   * @param maxBytes of one that is accepted
   * @throws NodeException when it cannot be read, others have access to it, or it holds no secret
   */
  byte[] read(int maxBytes) throws NodeException {
    try {
      Set<PosixFilePermission> open = EnumSet.copyOf(FOR_OTHERS);
      open.retainAll(Files.getPosixFilePermissions(path));
      if (!open.isEmpty()) {
        throw refused("must be accessible by its owner only (chmod 600)");
      }
      return firstLine(maxBytes);
    } catch (IOException e) {
      throw new NodeException(NodeException.Kind.REFUSED, what + " cannot be read: " + cause(e), e);
    } catch (UnsupportedOperationException e) {
      throw new NodeException(
          NodeException.Kind.REFUSED,
          "the file system of %s does not say who may read it".formatted(what),
          e);
    }
  }

  private byte[] firstLine(int maxBytes) throws IOException, NodeException {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(maxBytes + 2);
    }
    int length = 0;
    while (length < start.length && start[length] != '\n' && start[length] != '\r') {
      length++;
    }
    if (length == 0 || length > maxBytes) {
      throw refused("must hold 1 to " + maxBytes + " bytes in its first line");
    }
    return Arrays.copyOf(start, length);
  }

  private NodeException refused(String why) {
    return new NodeException(NodeException.Kind.REFUSED, what + " " + why);
  }

  /** Which class of trouble; the message would show a path of this host. */
  private static String cause(IOException e) {
    return e.getClass().getSimpleName();
  }
}
