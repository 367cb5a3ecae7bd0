package io.detsguard.domain.node;

/**
 * The process of a node that keeps a table and alone writes its file.
 *
 * @param pid as Erlang prints it, {@code <1.234.0>} or the like; for people, not for calls
 * @param users how many processes have the table open
 * @param queueLength messages that wait to be answered
 * @param memoryBytes what the process occupies
 */
public record TableProcess(String pid, int users, long queueLength, long memoryBytes) {
  public TableProcess {
    if (users < 0 || queueLength < 0 || memoryBytes < 0) {
      throw new IllegalArgumentException(
          "no counts of a process: " + users + ", " + queueLength + ", " + memoryBytes);
    }
  }
}
