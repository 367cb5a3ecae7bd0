package io.detsguard.storage.dets;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.storage.term.ByteView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads and checks all of one table that lies in memory or is mapped.
 *
 * <p>The order is that of {@code docs/dets-format.md}, "Deep verification": the ends of the file,
 * its pointers, then every collection and object, then what must add up. A finding does not stop
 * what can still be read with sense after it. One instance checks once.
 */
final class DeepCheck {
  private final ByteView file;
  private final CheckOptions options;
  private final CheckProgress progress;
  private final FindingCollector findings = new FindingCollector();
  private final FrameReader reader;

  DeepCheck(ByteView file, CheckOptions options, CheckProgress progress) {
    this.file = file;
    this.options = options;
    this.progress = progress;
    this.reader = new FrameReader(ByteSource.of(file), findings);
  }

  CheckReport run() throws IOException, InterruptedException {
    return reader.report(this::check);
  }

  private CheckReport check(TableFrame frame) throws IOException, InterruptedException {
    if (frame.isUnsupported(findings)) {
      return frame.unsupportedHash();
    }
    SpaceMap space = new SpaceMap(frame.dataEnd());
    SegmentArray segments = SegmentArrayDecoder.decode(file, frame, space, findings);
    CheckTally tally = walk(frame, segments, space);
    findings.addAll(tally.findings());
    new Totals(frame, tally, findings).check();
    return report(frame, tally, sortedDigest(segments, tally, frame));
  }

  /**
   * Where two collections overlap, the first one is read and the other not; with several threads
   * that would be chance, so the walk is then repeated by one.
   */
  private CheckTally walk(TableFrame frame, SegmentArray segments, SpaceMap space)
      throws IOException, InterruptedException {
    CheckTally tally = walk(frame, segments, space, options.workers());
    SpaceMap marked = space;
    if (tally.isOverlapping() && options.workers() > 1) {
      marked = new SpaceMap(frame.dataEnd());
      // The same marks as before, those of refused pointers too; their findings are known already.
      SegmentArrayDecoder.decode(file, frame, marked, new FindingCollector());
      tally = walk(frame, segments, marked, 1);
    }
    checkTiling(frame, marked);
    return tally;
  }

  private CheckTally walk(TableFrame frame, SegmentArray segments, SpaceMap space, int workers)
      throws InterruptedException {
    CheckerFactory factory =
        new CheckerFactory(file, frame, segments, options.digests().ofRecords());
    return new SlotWalk(file, frame, segments, factory, progress).walk(space, workers);
  }

  private void checkTiling(TableFrame frame, SpaceMap space) throws IOException {
    if (frame.freeSpace().isEmpty()) {
      return;
    }
    reader.freeBlocks(frame.header(), (address, log2, at) -> markFree(space, address, log2, at));
    new Tiling(frame.header(), frame.freeSpace().get(), findings).check(space);
  }

  private void markFree(SpaceMap space, long address, int log2, long at) {
    if (!DetsLayout.isBlockAddress(address)) {
      return;
    }
    long overlap = space.mark(address, 1L << log2);
    if (overlap != SpaceMap.NO_OVERLAP) {
      findings.at(
          overlap, FindingKind.TILING, "one block", "the free block at " + address + " as well");
    }
  }

  private Optional<String> sortedDigest(SegmentArray segments, CheckTally tally, TableFrame frame)
      throws InterruptedException {
    boolean whole = tally.isComplete() && segments.isComplete();
    if (!options.digests().sorted() || !whole || !frame.header().describesObjects()) {
      return Optional.empty();
    }
    ObjectPlaces places =
        new ObjectPlaces(file, segments, frame.header().type().orElseThrow(), tally.objects());
    return Optional.of(SortedDigest.of(file, places));
  }

  private CheckReport report(TableFrame frame, CheckTally tally, Optional<String> sortedDigest) {
    return new CheckReport(
        frame.verdict(findings),
        frame.figures().map(figures -> figures.withLiveBytes(tally.liveBytes())),
        tally.objects(),
        tally.keys(),
        options.digests().ofRecords() ? Optional.of(tally.digest()) : Optional.empty(),
        sortedDigest,
        findings.inReportOrder(),
        findings.inAll(),
        notChecked(frame, tally));
  }

  private static List<String> notChecked(TableFrame frame, CheckTally tally) {
    TableHeader header = frame.header();
    List<String> notes = new ArrayList<>();
    if (header.lacksCounters()) {
      notes.add("collection counters: files of variant 9a have none");
    }
    if (!header.digest().isPresent()) {
      notes.add("header digest: files of variants 9a and 9b have none");
    }
    if (header.hashMethod() != DetsLayout.HASH_PHASH2) {
      notes.add("placement of keys: the table does not use phash2");
    }
    if (!header.isClosedProperly()) {
      notes.add(
          "counts, counters, free lists and trailer: they are behind in a table that was not"
              + " properly closed");
    }
    notes.addAll(tally.notChecked());
    return notes;
  }
}
