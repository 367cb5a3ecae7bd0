package io.detsguard.bootstrap.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The peer: {@code cp} of the same files, then {@code sync} of each copy. */
final class PlainCopy {
  private PlainCopy() {}

  /** Copies and forces; returns when all is on the disk. */
  static void run(Path source, Path target) throws IOException, InterruptedException {
    shell("cp \"$1\"/*.dets \"$2\" && sync \"$2\"/*.dets \"$2\"", source, target);
  }

  /** Lets the disk finish what earlier rounds left to do, so that no round pays for another. */
  static void settle() throws IOException, InterruptedException {
    shell("sync");
  }

  /** An empty directory of that name. */
  static Path fresh(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(directory);
  }

  private static void shell(String script, Path... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    for (Path argument : arguments) {
      command.add(argument.toString());
    }
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(script + " ended with " + code);
    }
  }
}
