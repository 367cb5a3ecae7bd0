package io.detsguard.storage.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Fuzzes one target in a process of its own, with a heap of {@value #HEAP_MEGABYTES} MB.
 *
 * <pre>
 *  directory/seeds/       what it begins with, written anew each time
 *  directory/corpus/      inputs that reached new code; kept, and the start of the next run
 *  directory/findings/    inputs that failed
 *  directory/log.txt      what Jazzer said
 * </pre>
 *
 * @param time how long new inputs are tried
 * @param seed of the mutations; 0 for another one each time
 */
record FuzzRun(FuzzTarget target, Path directory, Duration time, long seed) {
  private static final int HEAP_MEGABYTES = 512;

  /** When an input counts as one that never ends; {@link OneSecond} says what is too slow. */
  private static final Duration HANG = Duration.ofSeconds(20);

  /** Starting a process, and trying all inputs there are. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** How it ended: with status 0 when nothing was found. */
  record Result(int status, Path log) {
    boolean isClean() {
      return status == 0;
    }

    /** How Jazzer sums the run up, or what it found. */
    String summary() throws IOException {
      List<String> lines =
          Files.readAllLines(log).stream()
              .filter(line -> !line.matches("(#|INFO|WARN).*"))
              .toList();
      return String.join("\n", isClean() ? lines.subList(lines.size() - 1, lines.size()) : lines);
    }
  }

  Result run() throws IOException, InterruptedException {
    writeSeeds();
    Files.createDirectories(directory.resolve("corpus"));
    Files.createDirectories(directory.resolve("findings"));
    Path log = directory.resolve("log.txt");
    Process process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(time.plus(PATIENCE).toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the fuzzer does not end; its log is " + log);
      }
      return new Result(process.exitValue(), log);
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> command() throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + HEAP_MEGABYTES + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=" + (isShort() ? 1 : 4),
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--reproducer_path=" + directory.resolve("findings"),
        "--target_class=" + target.entry().getName(),
        "--instrumentation_includes=io.detsguard.**",
        "-max_total_time=" + time.toSeconds(),
        "-timeout=" + HANG.toSeconds(),
        "-max_len=" + target.maxBytes(),
        "-seed=" + seed,
        "-dict=" + dictionary(),
        "-artifact_prefix=" + directory.resolve("findings") + "/",
        directory.resolve("corpus").toString(),
        directory.resolve("seeds").toString());
  }

  /** Then code that is fast soon is worth more than the fastest. */
  private boolean isShort() {
    return time.compareTo(Duration.ofMinutes(1)) < 0;
  }

  private Path dictionary() throws IOException {
    Path file = directory.resolve("dictionary");
    try (InputStream words = FuzzRun.class.getResourceAsStream(target.dictionary())) {
      Files.write(file, words.readAllBytes());
    }
    return file;
  }

  private void writeSeeds() throws IOException {
    Path seeds = Files.createDirectories(directory.resolve("seeds"));
    try (Stream<Path> old = Files.list(seeds)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    int number = 0;
    for (byte[] seed : target.seeds()) {
      Files.write(seeds.resolve("seed-" + number++), seed);
    }
  }
}
