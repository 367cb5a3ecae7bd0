package io.detsguard.storage.dets;

import io.detsguard.domain.check.CheckReport;
import java.nio.file.Path;

/**
 * Reads and checks every record of a table file, and everything that must agree around them.
 *
 * <p>The file is mapped read-only; it is not written, locked or touched otherwise. Whatever its
 * bytes are, the answer is a report: memory and time are bounded by the file's length. What is
 * checked, and what no check can find: {@code docs/dets-format.md}, "Deep verification".
 *
 * <p>Instances have no state; several threads may use one.
 */
public final class TableFileChecker {
  private final CheckOptions options;

  /** A checker that checks in that way. */
  public TableFileChecker(CheckOptions options) {
    this.options = options;
  }

  /**
   * Checks one file.
   *
   * @param progress hears how far the check has come
   * @return the report; the verdict is {@link io.detsguard.domain.check.Verdict#UNREADABLE} for
   *     whatever the operating system refuses, and when the file became shorter meanwhile
   * @throws InterruptedException when the calling thread is interrupted; nothing reads the file any
   *     more then
   */
  public CheckReport check(Path file, CheckProgress progress) throws InterruptedException {
    return TableFileGate.map(file, view -> new DeepCheck(view, options, progress).run());
  }

  /** Checks one file without saying how far it has come. */
  public CheckReport check(Path file) throws InterruptedException {
    return check(file, CheckProgress.NONE);
  }
}
