package io.detsguard.application.port.in;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.diff.TableDiff;
import io.detsguard.domain.table.TableFigures;
import java.io.IOException;
import java.util.Optional;

/** Compares two tables record by record. */
public interface CompareTablesUseCase {
  /**
   * Checks both tables in full, then compares them.
   *
   * @param request what to compare and how
   * @param progress told of each of the three passes in turn
   * @throws UnusableTableException when one of them is not sound
   * @throws UnknownSnapshotException when the repository has none of that name
   * @throws IOException when a table cannot be read, or changes meanwhile
   * @throws InterruptedException when the calling thread is interrupted
   */
  Comparison compare(Request request, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * A comparison to make.
   *
   * @param before the first table
   * @param after the second table
   * @param keyLimit how many of the keys that differ to name, 0 or more
   * @param unclosedToo whether to take a table that was not properly closed for what can be read in
   *     it; its latest changes may be missing
   */
  record Request(TableSubject before, TableSubject after, int keyLimit, boolean unclosedToo) {}

  /**
   * What came out.
   *
   * @param before what the check of the first table says
   * @param after what the check of the second table says
   * @param diff what distinguishes their records
   */
  record Comparison(CheckReport before, CheckReport after, TableDiff diff) {
    /** Whether they are of one type and key position, and hold the same records. */
    public boolean isSame() {
      return diff.isEmpty() && shape(before).equals(shape(after));
    }

    private static Optional<Shape> shape(CheckReport report) {
      return report.figures().map(Shape::of);
    }

    private record Shape(Object type, int keyPosition) {
      static Shape of(TableFigures figures) {
        return new Shape(figures.type(), figures.keyPosition());
      }
    }
  }
}
