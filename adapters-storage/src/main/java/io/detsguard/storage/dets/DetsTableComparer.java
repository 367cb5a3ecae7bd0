package io.detsguard.storage.dets;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableComparer;
import io.detsguard.domain.diff.TableDiff;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;
import java.nio.file.Path;

/** Compares table files by their paths; both are mapped and only read. */
public final class DetsTableComparer implements TableComparer {
  @Override
  public TableDiff compare(
      TableLocation before, TableLocation after, int keyLimit, ProgressListener progress)
      throws IOException, InterruptedException {
    Path first = Path.of(before.value());
    Path second = Path.of(after.value());
    return MappedTable.read(
        first,
        one ->
            MappedTable.read(
                second, other -> new TableComparison(one, other, keyLimit).run(progress::reached)));
  }
}
