package io.detsguard.storage.node;

import io.detsguard.application.port.out.LiveTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A command of the operator that makes an application save a table. In its words {@code {table}}
 * and {@code {file}} stand for the table's name and file.
 *
 * @param words program and arguments
 * @param patience how long it may take; then it is killed
 */
public record OperatorCommand(List<String> words, Duration patience) {
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
    List<String> filled =
        words.stream()
            .map(
                word ->
                    word.replace("{table}", table.name().value())
                        .replace("{file}", table.location().value()))
            .toList();
    return new OperatorProgram(filled, patience)
        .run()
        .map(clause -> "It was to be saved, but " + clause + ".");
  }
}
