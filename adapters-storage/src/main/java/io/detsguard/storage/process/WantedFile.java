package io.detsguard.storage.process;

import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that is looked for: by its path, and by its inode where there is one.
 *
 * <p>The inode finds it under other names, such as those of another mount. The path finds an owner
 * that still has a file open which somebody removed: it would go on writing where nobody reads.
 */
record WantedFile(String path, Optional<FileStamp> stamp) {
  private static final String REMOVED = " (deleted)";

  static WantedFile of(Path file) {
    String path = file.toAbsolutePath().normalize().toString();
    try {
      return new WantedFile(path, Optional.of(FileStamp.of(file)));
    } catch (IOException e) {
      return new WantedFile(path, Optional.empty()); // nothing there: only the path can be held
    }
  }

  /** Whether {@code shown} is how the system names an open file of that path. */
  boolean isNamed(String shown) {
    return shown.equals(path) || shown.equals(path + REMOVED);
  }

  boolean isSameFile(FileStamp other) {
    return stamp
        .filter(wanted -> wanted.device() == other.device() && wanted.inode() == other.inode())
        .isPresent();
  }

  /**
   * Whether a line of a process's {@code maps} means this file.
   *
   * @param line {@code begin-end permissions offset major:minor inode path}
   */
  boolean isMappedBy(String line) {
    String[] fields = line.split(" +", 6);
    if (fields.length < 6) {
      return false; // memory that no file is behind
    }
    return isNamed(fields[5])
        || stamp.isPresent()
            && fields[4].equals(Long.toString(stamp.get().inode()))
            && fields[3].equals(device(stamp.get().device()));
  }

  /** A device number as {@code maps} shows it; Linux keeps both parts in bits of its own. */
  private static String device(long device) {
    long major = device >>> 8 & 0xfff | device >>> 32 & 0xffff_f000L;
    long minor = device & 0xff | device >>> 12 & 0xffff_ff00L;
    return "%02x:%02x".formatted(major, minor);
  }
}
