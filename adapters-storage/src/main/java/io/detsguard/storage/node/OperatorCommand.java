package io.detsguard.storage.node;

import io.detsguard.application.port.out.LiveTable;
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
 * A command of the operator that makes an application save a table: no shell, just a program and
 * its arguments, in which {@code {table}} and {@code {file}} stand for the table's name and file.
 *
 * @param words program and arguments
 * @param patience how long it may take; then it is killed
 */
public record OperatorCommand(List<String> words, Duration patience) {
  private static final int MAX_OUTPUT_BYTES = 1 << 16;
  private static final int MAX_QUOTED = 200;

  public OperatorCommand {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command has a program");
    }
  }

  /**
   * Runs it.
   *
   * @return why it failed, as a sentence; empty when it ended well
   */
  Optional<String> run(LiveTable table) throws InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(filled(table)).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Optional.of("The sync command could not be started.");
    }
    try {
      return ended(process);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private List<String> filled(LiveTable table) {
    return words.stream()
        .map(
            word ->
                word.replace("{table}", table.name().value())
                    .replace("{file}", table.location().value()))
        .toList();
  }

  private Optional<String> ended(Process process) throws InterruptedException {
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(() -> output(process), Thread::startVirtualThread);
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.of(
          "The sync command did not end within %d ms.".formatted(patience.toMillis()));
    }
    return process.exitValue() == 0
        ? Optional.empty()
        : Optional.of(
            "The sync command ended with status %d: %s."
                .formatted(process.exitValue(), said(output)));
  }

  /** What it said, if that is known by now: something that it started may hold its output open. */
  private static String said(CompletableFuture<String> output) throws InterruptedException {
    try {
      return output.get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return "its output is not known";
    }
  }

  /** Reads on to the end, so that the command never waits for a reader, but keeps little of it. */
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
