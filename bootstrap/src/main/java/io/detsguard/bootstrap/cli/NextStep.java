package io.detsguard.bootstrap.cli;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.table.TableFigures;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to do about a table after it was looked at, as a command to type where there is one. */
final class NextStep {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./@+:,][A-Za-z0-9_./@+:,-]*");

  /** From here on compaction is worth a thought: half of the file, and more than a mebibyte. */
  private static final double MUCH_FREE = 0.5;

  private static final long MUCH_FREE_BYTES = 1 << 20;

  private NextStep() {}

  /**
   * The step to take; none when all is well.
   *
   * @param deep whether all objects were read
   */
  static Optional<String> after(CheckReport report, String file, boolean deep) {
    String repair = "detsguard repair " + word(file) + " --to NEW";
    return switch (report.verdict()) {
      case SOUND -> afterSound(report, file, deep);
      case NOT_PROPERLY_CLOSED ->
          Optional.of("nothing while its owner runs; if that died: " + repair);
      case DAMAGED -> Optional.of(repair);
      case UNSUPPORTED, NOT_DETS, UNREADABLE -> Optional.empty();
    };
  }

  private static Optional<String> afterSound(CheckReport report, String file, boolean deep) {
    if (report.figures().filter(NextStep::hasMuchFree).isPresent()) {
      return Optional.of("detsguard compact " + word(file) + " --to NEW gives the free space back");
    }
    return deep
        ? Optional.empty()
        : Optional.of("detsguard verify " + word(file) + " reads and checks every record");
  }

  private static boolean hasMuchFree(TableFigures figures) {
    return figures.freeBytes().orElse(0) > MUCH_FREE_BYTES
        && figures.fragmentation().orElse(0) > MUCH_FREE;
  }

  /** A file's name as one word of a shell. */
  private static String word(String file) {
    return PLAIN.matcher(file).matches()
        ? file
        : "'" + Printable.of(file).replace("'", "'\\''") + "'";
  }
}
