package io.detsguard.storage.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program of the operator that has an owner do something with its table: no shell, just a program
 * and its arguments.
 *
 * @param words program and arguments
 * @param patience how long it may take; then it is killed with all that it started
 */
record OperatorProgram(List<String> words, Duration patience) {
  private static final int MAX_OUTPUT_BYTES = 1 << 16;
  private static final int MAX_QUOTED = 200;

  /** Runs it; gives the reason when it did not end well, as a clause. */
  Optional<String> run() throws InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(words).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Optional.of("the command could not be started");
    }
    try {
      return ended(process);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Optional<String> ended(Process process) throws InterruptedException {
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(() -> output(process), Thread::startVirtualThread);
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.of("the command did not end within %d ms".formatted(patience.toMillis()));
    }
    return process.exitValue() == 0
        ? Optional.empty()
        : Optional.of(
            "the command ended with status %d%s".formatted(process.exitValue(), said(output)));
  }

  /** What it said, if that is known by now: something that it started may hold its output open. */
  private static String said(CompletableFuture<String> output) throws InterruptedException {
    try {
      String text = output.get(1, TimeUnit.SECONDS);
      return text.isEmpty() ? "" : ": " + text;
    } catch (ExecutionException | TimeoutException e) {
      return ", and what it said is not known";
    }
  }

  /** Reads on to the end, so that the program never waits for a reader, but keeps little of it. */
  private static String output(Process process) {
    try (var in = process.getInputStream()) {
      String start = new String(in.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8).strip();
      in.transferTo(OutputStream.nullOutputStream());
      String line = start.replaceAll("\\s+", " ");
      return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
    } catch (IOException e) {
      return "its output broke off"; // it was killed
    }
  }
}
