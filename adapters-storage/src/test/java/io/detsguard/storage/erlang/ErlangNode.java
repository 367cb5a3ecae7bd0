package io.detsguard.storage.erlang;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A real Erlang that answers questions of a test: each run starts one, gives it an escript and
 * waits for its end. Starting takes about half a second, so ask many questions at once, by way of
 * files.
 *
 * <p>Tests that use it carry {@link NeedsErlang}.
 */
public final class ErlangNode {
  /** The most output that a run may print. */
  public static final int MAX_OUTPUT_BYTES = 1 << 20;

  /** How long a run may take unless the test says otherwise. */
  public static final Duration TIME_LIMIT = Duration.ofMinutes(10);

  private final Path directory;
  private final Duration timeLimit;

  /** An Erlang whose scripts run in {@code directory}, where relative file names lead. */
  public ErlangNode(Path directory) {
    this(directory, TIME_LIMIT);
  }

  /** The same with another limit for each run; an Erlang that has not ended by then is killed. */
  public ErlangNode(Path directory, Duration timeLimit) {
    this.directory = directory;
    this.timeLimit = timeLimit;
  }

  /** Where {@code escript} is, if the search path has both it and {@code erl}. */
  public static Optional<Path> escript() {
    return ErlangPrograms.onPath("erl").flatMap(erl -> ErlangPrograms.onPath("escript"));
  }

  /**
   * Runs Erlang code to its end.
   *
   * @param functions the text of functions, among them {@code main/1}; they are compiled
   * @param arguments what {@code main/1} gets, as strings
   * @return what the code printed, as UTF-8
   * @throws AssertionError when Erlang is missing, ends with another status than 0, prints too much
   *     or takes too long
   */
  public String run(String functions, String... arguments)
      throws IOException, InterruptedException {
    Path script = Files.createTempFile(directory, "script", ".escript");
    Files.writeString(
        script,
        "#!/usr/bin/env escript\n%% -*- coding: utf-8 -*-\n" + "-mode(compile).\n" + functions);
    List<String> command = new ArrayList<>();
    command.add(escript().orElseThrow(() -> new AssertionError("no Erlang on PATH")).toString());
    command.add(script.getFileName().toString());
    command.addAll(List.of(arguments));
    return outputOf(
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true));
  }

  /** Runs the Erlang code that lies as {@code resource} among the tests' resources. */
  public String runResource(String resource, String... arguments)
      throws IOException, InterruptedException {
    try (InputStream text = ErlangNode.class.getResourceAsStream(resource)) {
      if (text == null) {
        throw new AssertionError("no such resource: " + resource);
      }
      return run(new String(text.readAllBytes(), StandardCharsets.UTF_8), arguments);
    }
  }

  private String outputOf(ProcessBuilder builder) throws IOException, InterruptedException {
    builder.environment().put("ERL_CRASH_DUMP_SECONDS", "0"); // or a killed one leaves a dump here
    Process process = builder.start();
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> watch =
        CompletableFuture.runAsync(
            () -> late.set(killed(process)),
            CompletableFuture.delayedExecutor(timeLimit.toMillis(), TimeUnit.MILLISECONDS));
    try {
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readNBytes(MAX_OUTPUT_BYTES + 1);
      return checked(process, output, late);
    } finally {
      watch.cancel(false);
      killed(process);
    }
  }

  private String checked(Process process, byte[] output, AtomicBoolean late)
      throws InterruptedException {
    String text = new String(output, StandardCharsets.UTF_8);
    if (output.length > MAX_OUTPUT_BYTES) {
      throw new AssertionError("Erlang printed more than " + MAX_OUTPUT_BYTES + " bytes");
    }
    int status = process.waitFor();
    if (late.get()) {
      throw new AssertionError("Erlang took longer than " + timeLimit + ": " + text);
    }
    if (status != 0) {
      throw new AssertionError("Erlang ended with status " + status + ": " + text);
    }
    return text;
  }

  private static boolean killed(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    boolean alive = process.isAlive();
    process.destroyForcibly();
    return alive;
  }
}
