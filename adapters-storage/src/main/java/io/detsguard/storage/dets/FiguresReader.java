package io.detsguard.storage.dets;

import io.detsguard.domain.check.CheckReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the figures of a table for its health, from the two ends of the file alone.
 *
 * <p>A properly closed table costs two small reads, any other one: the header with its part
 * pointers, and the free lists with the trailer. Nothing is mapped. The report has no objects and
 * no live bytes; its verdict is {@link io.detsguard.domain.check.Verdict#DAMAGED} only when the two
 * ends already disagree. Source of the figures: {@code docs/dets-format.md}, "Health figures".
 *
 * <p>Instances have no state; several threads may use one.
 */
public final class FiguresReader {

  /**
   * Reads the figures of the file at {@code path}.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  public CheckReport read(Path path) throws InterruptedException {
    return TableFileGate.open(path, this::read);
  }

  /**
   * Reads the figures of an open file, whose position stays as it is.
   *
   * @throws IOException when it cannot be read
   */
  public CheckReport read(FileChannel channel) throws IOException {
    FindingCollector findings = new FindingCollector();
    FrameReader reader = new FrameReader(new ChannelSource(channel), findings);
    return reader.report(frame -> report(frame, findings));
  }

  private static CheckReport report(TableFrame frame, FindingCollector findings) {
    if (frame.isUnsupported(findings)) {
      return frame.unsupportedHash();
    }
    return new CheckReport(
        frame.verdict(findings),
        frame.figures(),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        findings.inReportOrder(),
        findings.inAll(),
        List.of());
  }
}
