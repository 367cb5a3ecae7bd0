package io.detsguard.storage.drill;

import io.detsguard.domain.table.TableFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets a real Erlang open a table without repair and count its records.
 *
 * @param erl the program, {@code erl}
 * @param patience how long it may take, its start included; then it is killed
 */
public record ErlangOpener(Path erl, Duration patience) {
  private static final int MAX_OUTPUT_BYTES = 1 << 12;

  /** Type, key position and file come as plain arguments, so that no name becomes code. */
  private static final String OPEN =
      "[T, K, F] = init:get_plain_arguments(),"
          + " case dets:open_file(drill, [{file, F}, {type, list_to_atom(T)},"
          + " {keypos, list_to_integer(K)}, {access, read}, {repair, false}]) of"
          + " {ok, D} -> N = dets:foldl(fun(_, A) -> A + 1 end, 0, D),"
          + " ok = dets:close(D), io:format(\"~w\", [N]), halt(0);"
          + " {error, {Why, _}} -> io:format(\"~w\", [Why]), halt(1);"
          + " {error, Why} -> io:format(\"~w\", [Why]), halt(1) end.";

  /**
   * Opens a table.
   *
   * @param figures what it must hold
   * @return why it did not, as a sentence; empty when it did
   * @throws IOException when the program cannot be run, which says nothing about the table
   * @throws InterruptedException when the thread was interrupted; the program is killed then
   */
  Optional<String> open(Path table, TableFigures figures) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                erl.toString(),
                "-noshell",
                "-noinput",
                "-eval",
                OPEN,
                "-extra",
                figures.type().erlangName(),
                Integer.toString(figures.keyPosition()),
                table.toString())
            .directory(table.getParent().toFile())
            .redirectErrorStream(true)
            .start();
    try {
      return answer(process, figures.records());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Optional<String> answer(Process process, long records)
      throws IOException, InterruptedException {
    process.getOutputStream().close();
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(() -> output(process), Thread::startVirtualThread);
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.of("Erlang did not open it within " + patience.toSeconds() + " s.");
    }
    String said = output.join();
    if (process.exitValue() != 0) {
      return Optional.of("Erlang does not open it without repair: " + said + ".");
    }
    return said.equals(Long.toString(records))
        ? Optional.empty()
        : Optional.of("Erlang finds %s records in it, not %d.".formatted(said, records));
  }

  private static String output(Process process) {
    try {
      byte[] bytes = process.getInputStream().readNBytes(MAX_OUTPUT_BYTES);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "nothing, its output broke off"; // it was killed
    }
  }
}
