package io.detsguard.storage.node;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program of the operator that has an owner close or open a table: no shell, just a program and
 * its arguments. What it prints is thrown away.
 *
 * @param words program and arguments
 * @param patience how long it may take; then it is killed with all that it started
 */
record OwnerCommand(List<String> words, Duration patience) {
  /** Runs it; gives the reason when it did not end well, as a clause. */
  Optional<String> run() throws InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(words)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return Optional.of("the command could not be started");
    }
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of("the command did not end in " + patience.toSeconds() + " s");
      }
      int status = process.exitValue();
      return status == 0
          ? Optional.empty()
          : Optional.of("the command ended with status " + status);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
