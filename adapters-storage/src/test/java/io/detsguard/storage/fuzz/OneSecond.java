package io.detsguard.storage.fuzz;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Holds every input to a second of processor time, of all threads together. By the clock on the
 * wall an input would have to answer for whatever else the machine does.
 */
final class OneSecond {
  private static final long LIMIT_NANOS = Duration.ofSeconds(1).toNanos();

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private OneSecond() {}

  /** Feeds one input. */
  @FunctionalInterface
  interface Feeding {
    void feed(byte[] input) throws Exception;
  }

  /** Feeds inputs that are known to be good, so that classes are loaded when it counts. */
  static void warmUp(FuzzTarget target, Feeding feeding) throws Exception {
    for (byte[] seed : target.seeds()) {
      feeding.feed(seed);
    }
  }

  static void feed(byte[] input, Feeding feeding) throws Exception {
    long start = SYSTEM.getProcessCpuTime();
    feeding.feed(input);
    long nanos = SYSTEM.getProcessCpuTime() - start;
    if (nanos > LIMIT_NANOS) {
      throw new AssertionError("took " + nanos / 1_000_000 + " ms of processor time");
    }
  }
}
