package io.detsguard.storage.backup;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.dets.CheckOptions;
import io.detsguard.storage.dets.TableFileChecker;
import java.nio.file.Path;

/** The product's own check as the use cases see it, in one thread. */
final class DeepChecks implements TableChecker {
  private final TableFileChecker checker =
      new TableFileChecker(new CheckOptions(1, Digests.RECORDS));

  @Override
  public CheckReport inspect(TableLocation file) {
    throw new UnsupportedOperationException("a backup verifies");
  }

  @Override
  public CheckReport verify(TableLocation file, Digests digests, ProgressListener progress) {
    try {
      return checker.check(Path.of(file.value()));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this", e);
    }
  }
}
