package io.detsguard.storage.dets;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.storage.term.ByteView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Says what a table file is at a glance: header, trailer, free lists, counters and slots.
 *
 * <p>No object is read. Of a properly closed table the slots are, which hold the size of every
 * collection: that gives the live bytes, and must agree with the header's counters. The file is
 * mapped read-only for that.
 *
 * <p>Instances have no state; several threads may use one.
 */
public final class TableFileInspector {

  /**
   * Inspects the file at {@code path}; the report counts no objects.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  public CheckReport inspect(Path path) throws InterruptedException {
    return TableFileGate.map(path, TableFileInspector::inspect);
  }

  private static CheckReport inspect(ByteView file) throws IOException, InterruptedException {
    FindingCollector findings = new FindingCollector();
    FrameReader reader = new FrameReader(ByteSource.of(file), findings);
    return reader.report(frame -> inspect(file, frame, findings));
  }

  private static CheckReport inspect(ByteView file, TableFrame frame, FindingCollector findings)
      throws InterruptedException {
    if (frame.isUnsupported(findings)) {
      return frame.unsupportedHash();
    }
    if (frame.freeSpace().isEmpty()) {
      return report(frame, findings, Optional.empty());
    }
    CheckTally tally = slots(file, frame, findings);
    findings.addAll(tally.findings());
    new Totals(frame, tally, findings).checkCounters();
    return report(frame, findings, Optional.of(tally.liveBytes()));
  }

  private static CheckTally slots(ByteView file, TableFrame frame, FindingCollector findings)
      throws InterruptedException {
    SpaceMap space = new SpaceMap(frame.dataEnd());
    SegmentArray segments = SegmentArrayDecoder.decode(file, frame, space, findings);
    CheckTally tally = new CheckTally();
    for (int segment = 0; segment < segments.count(); segment++) {
      Cancellation.check();
      if (segments.address(segment) != 0) {
        sumSlots(file, segments.address(segment), frame.dataEnd(), tally);
      }
    }
    return tally;
  }

  private static void sumSlots(ByteView file, long segment, long dataEnd, CheckTally tally) {
    for (long slot = segment; slot < segment + DetsLayout.SEGMENT_BYTES; slot += 8) {
      long size = file.u32(slot);
      long address = file.u32(slot + 4);
      if (size == 0 && address == 0) {
        continue;
      }
      if (CollectionChecker.isPossible(slot, size, address, dataEnd, tally.findings())) {
        tally.addCollection(size);
      }
    }
  }

  private static CheckReport report(
      TableFrame frame, FindingCollector findings, Optional<Long> liveBytes) {
    return new CheckReport(
        frame.verdict(findings),
        frame.figures().map(f -> liveBytes.map(f::withLiveBytes).orElse(f)),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        findings.inReportOrder(),
        findings.inAll(),
        List.of("objects: none was read"));
  }
}
