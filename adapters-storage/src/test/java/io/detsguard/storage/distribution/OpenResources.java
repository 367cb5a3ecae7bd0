package io.detsguard.storage.distribution;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process has open.
 *
 * @param sockets of all kinds
 * @param readers virtual threads that read from nodes
 */
record OpenResources(long sockets, long readers) {
  static OpenResources now(Path scratch) throws IOException {
    return new OpenResources(countSockets(), countReaders(scratch));
  }

  boolean isWithin(OpenResources other) {
    return sockets <= other.sockets && readers <= other.readers;
  }

  private static long countSockets() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(OpenResources::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed since it was listed
    }
  }

  private static long countReaders(Path scratch) throws IOException {
    Path dump = scratch.resolve("threads-" + System.nanoTime() + ".txt");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
    try (Stream<String> lines = Files.lines(dump)) {
      return lines.filter(line -> line.contains("\"node-reader\"")).count();
    }
  }
}
