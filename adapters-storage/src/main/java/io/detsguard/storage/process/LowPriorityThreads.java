package io.detsguard.storage.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;

/**
 * Makes threads that leave the processors to all others, of this program and of the tables' owners,
 * as far as these want them. On Linux they are by {@value #NICE} nicer than the program, and so are
 * the threads that they start; Java's own priorities have no effect there.
 *
 * <p>Elsewhere they are like all others.
 */
public final class LowPriorityThreads implements ThreadFactory {
  /**
   * A third of the weight of an ordinary thread: on a machine without an idle processor backups
   * still go on, and who waits for an answer hardly notices them.
   */
  static final int NICE = 5;

  private final ThreadFactory threads;

  /**
   * @param threads what makes the threads
   */
  public LowPriorityThreads(ThreadFactory threads) {
    this.threads = threads;
  }

  @Override
  public Thread newThread(Runnable work) {
    return threads.newThread(
        () -> {
          giveWay();
          work.run();
        });
  }

  private static void giveWay() {
    // Elsewhere the function means the whole process.
    if (System.getProperty("os.name").equals("Linux")) {
      Nice.add(NICE);
    }
  }

  /** The function {@code nice} of the C library; looked for when the first thread starts. */
  private static final class Nice {
    private static final MethodHandle FUNCTION = function();

    private Nice() {}

    @SuppressWarnings("restricted") // the launcher allows it
    private static MethodHandle function() {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow("nice"),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    /** Of the calling thread. Everyone may add; the answer, the new value, is not needed. */
    static void add(int niceness) {
      try {
        int _ = (int) FUNCTION.invokeExact(niceness);
      } catch (Throwable e) {
        throw new IllegalStateException("a call into the C library throws nothing", e);
      }
    }
  }
}
