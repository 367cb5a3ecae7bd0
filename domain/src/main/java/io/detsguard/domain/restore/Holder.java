package io.detsguard.domain.restore;

/**
 * A process that has a table's file open.
 *
 * @param pid its number
 * @param command its name, as the system gives it; from outside
 */
public record Holder(long pid, String command) {
  @Override
  public String toString() {
    return command + " (process " + pid + ")";
  }
}
