package io.detsguard.storage.compact;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableCompactor.Order;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.compact.CompactionForecast;
import io.detsguard.storage.dets.TableFileChecker;
import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.file.Path;

/** What a compact table must stand before it gets a name. */
record CompactionProof(
    Order order, CompactionForecast forecast, TableFileChecker checker, ProgressListener progress) {
  /** Sound, with the same records, and as long as predicted. */
  void check(Path draft) throws IOException, InterruptedException {
    CheckReport report = checker.check(draft, progress::reached);
    if (!report.isSound()) {
      throw new IOException("the compact table is not sound: " + report.summary());
    }
    CheckReport source = order.report();
    boolean same =
        report.requireDigest().equals(source.requireDigest())
            && report.objectsRead() == source.objectsRead()
            && report.keysRead() == source.keysRead();
    if (!same) {
      throw new IOException("the compact table does not hold the records of the table");
    }
    requireLength(FileStamp.of(draft).bytes());
  }

  private void requireLength(long bytes) throws IOException {
    if (bytes != forecast.bytesAfter()) {
      throw new IOException(
          "the compact table: expected %d bytes, found %d".formatted(forecast.bytesAfter(), bytes));
    }
  }

  /** The table was not written to since {@code before}. */
  void requireUnchanged(FileStamp before) throws IOException {
    if (!FileStamp.of(Path.of(order.table().value())).equals(before)) {
      throw new IOException("the table changed while it was compacted; have it closed first");
    }
  }
}
