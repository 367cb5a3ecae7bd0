package io.detsguard.application.port.in;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Verdict;

/** A table whose records cannot be taken for all there are: damaged, left open, or no table. */
public final class UnusableTableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Verdict verdict;

  /**
   * @param subject the table as the caller named it
   * @param report what its check found
   */
  public UnusableTableException(String subject, CheckReport report) {
    super(subject + message(subject, report));
    this.verdict = report.verdict();
  }

  /** What the table is instead of sound. */
  public Verdict verdict() {
    return verdict;
  }

  private static String message(String subject, CheckReport report) {
    String repair = "repair it first: detsguard repair " + subject + " --to NEW";
    return switch (report.verdict()) {
      case SOUND -> " is sound";
      case NOT_PROPERLY_CLOSED ->
          " was not properly closed: its owner has it open, or left it so; "
              + repair
              + ", or take it as it is with --unclosed";
      case DAMAGED -> " is damaged: " + report.summary() + "; " + repair;
      case UNSUPPORTED, NOT_DETS, UNREADABLE -> ": " + report.summary();
    };
  }
}
