package io.detsguard.storage.file;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.stream.Stream;

/**
 * The functions of Linux's C library by which stamps are taken. All of them answer a negative
 * number when they fail. Paths are C strings outside of the heap.
 */
final class LinuxCalls {
  /** In place of an open directory: names are absolute. */
  static final int NO_DIRECTORY = -100;

  /**
   * Opens a directory to ask for names in it, for which it need not be readable; programs that are
   * started do not inherit it. The same numbers on every processor that Java has a Linux for.
   */
  private static final int O_PATH_AND_CLOEXEC = 0x20_0000 | 0x8_0000;

  private static final int FOLLOW_LINKS = 0;

  // Constants, because the compiler makes a call of such a handle a plain one.
  private static final MethodHandle STATX =
      function(
          "statx",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS));
  private static final MethodHandle OPEN =
      function(
          "open",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private LinuxCalls() {}

  /** Whether there is a point in calling the others, for which they throw an error otherwise. */
  static boolean areThere() {
    return System.getProperty("os.name").equals("Linux")
        && Stream.of("statx", "open", "close")
            .allMatch(name -> Linker.nativeLinker().defaultLookup().find(name).isPresent());
  }

  @SuppressWarnings("restricted") // the launcher allows it
  private static MethodHandle function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
  }

  /**
   * Asks for what a name stands for, symbolic links followed.
   *
   * @param directory an open one, or {@link #NO_DIRECTORY}
   * @param answer where to put it, 256 bytes
   */
  static int statx(int directory, MemorySegment name, int wanted, MemorySegment answer) {
    try {
      return (int) STATX.invokeExact(directory, name, FOLLOW_LINKS, wanted, answer);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** A directory to ask for names in, to be closed. */
  static int open(MemorySegment directory) {
    try {
      return (int) OPEN.invokeExact(directory, O_PATH_AND_CLOEXEC);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static int close(int directory) {
    try {
      return (int) CLOSE.invokeExact(directory);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static RuntimeException unexpected(Throwable e) {
    return switch (e) {
      case RuntimeException known -> known;
      case Error known -> throw known;
      default -> new IllegalStateException("a call into the C library throws nothing", e);
    };
  }
}
