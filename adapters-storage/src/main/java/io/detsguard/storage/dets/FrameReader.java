package io.detsguard.storage.dets;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.table.TableFigures;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the two ends of a table file: header, trailer and free lists.
 *
 * <p>Of a file that was not properly closed only the header is read; free lists and a trailer that
 * a save under way may have left there mean nothing. Source: {@code docs/dets-format.md}, "Deep
 * verification".
 */
final class FrameReader {
  /** What one read of the free lists asks for: the lists of most tables are far smaller. */
  private static final int WINDOW_BYTES = 1 << 16;

  private final ByteSource source;
  private final FindingCollector findings;

  /** A reader of {@code source} that adds what disagrees to {@code findings}. */
  FrameReader(ByteSource source, FindingCollector findings) {
    this.source = source;
    this.findings = findings;
  }

  /**
   * Looks at what lies between the ends of a table.
   *
   * @param <X> what else than a failure of reading may end it
   */
  @FunctionalInterface
  interface FrameReading<X extends Exception> {
    CheckReport read(TableFrame frame) throws IOException, X;
  }

  /** The report of {@code reading}; or, of a file that is no table that can be read, why not. */
  <X extends Exception> CheckReport report(FrameReading<X> reading) throws IOException, X {
    // Not a switch over patterns, here and where a table is read further: what decides it is a
    // class that is made anew in each process, in a time in which a small table is checked.
    HeaderReading header = header();
    if (header instanceof HeaderReading.Refused refused) {
      return CheckReport.refused(refused.verdict(), refused.finding());
    }
    return reading.read(frame(((HeaderReading.Readable) header).header()));
  }

  /** Reads the first bytes. */
  HeaderReading header() throws IOException {
    return HeaderDecoder.decode(source.window(0, DetsLayout.BASE));
  }

  /** Checks the header's fields, then reads free lists and trailer if there must be some. */
  TableFrame frame(TableHeader header) throws IOException {
    HeaderRules.check(header, findings);
    if (!header.isClosedProperly()) {
      return withoutFreeLists(header);
    }
    FreeSpace freeSpace = new FreeSpace(header.freeListsPointer());
    Optional<TableFrame> frame = Optional.empty();
    if (placesFreeLists(header) && readFreeLists(header, freeSpace)) {
      long dataEnd = header.freeListsPointer();
      frame = Optional.of(new TableFrame(header, source.size(), dataEnd, Optional.of(freeSpace)));
    }
    checkTrailer(header);
    return frame.orElseGet(() -> withoutFreeLists(header));
  }

  /** Passes each free block to {@code sink} once more; what disagrees has been said before. */
  void freeBlocks(TableHeader header, FreeListDecoder.Sink sink) throws IOException {
    decode(new FreeListDecoder(header.freeListsPointer(), sink, new FindingCollector()));
  }

  private TableFrame withoutFreeLists(TableHeader header) {
    long start = header.freeListsPointer();
    boolean believed = header.isClosedProperly() && start >= DetsLayout.BASE;
    long end = believed ? Math.min(start, source.size()) : source.size();
    return new TableFrame(
        header, source.size(), Math.min(end, DetsLayout.ADDRESS_SPACE), Optional.empty());
  }

  private boolean placesFreeLists(TableHeader header) {
    long start = header.freeListsPointer();
    long last = source.size() - DetsLayout.TRAILER_BYTES - DetsLayout.CHUNK_HEADER_BYTES;
    if (start > last || start > TableFigures.ADDRESS_LIMIT) {
      findings.at(
          DetsLayout.FREE_LISTS_POINTER_OFFSET,
          FindingKind.FREE_LIST,
          "a start that leaves room for the lists in " + source.size() + " bytes",
          start);
      return false;
    }
    return start >= DetsLayout.BASE;
  }

  private boolean readFreeLists(TableHeader header, FreeSpace freeSpace) throws IOException {
    FreeListDecoder decoder = new FreeListDecoder(header.freeListsPointer(), freeSpace, findings);
    decode(decoder);
    long end = source.size() - DetsLayout.TRAILER_BYTES;
    if (decoder.ended() && decoder.position() != end) {
      findings.at(
          decoder.position(),
          FindingKind.FREE_LIST,
          "an end 4 bytes before the end of the file, at " + end,
          decoder.position());
    }
    return decoder.ended();
  }

  // The windows may reach into the trailer: it saves a read, and lists that do not end before it
  // are
  // found out by their end.
  private void decode(FreeListDecoder decoder) throws IOException {
    while (decoder.isReading()) {
      long from = decoder.position();
      decoder.decode(source.window(from, WINDOW_BYTES), from);
      if (decoder.position() == from) {
        decoder.endOfBytes();
      }
    }
  }

  private void checkTrailer(TableHeader header) throws IOException {
    long at = source.size() - DetsLayout.TRAILER_BYTES;
    long trailer = source.window(at, DetsLayout.TRAILER_BYTES).u32(0);
    long expected = source.size() - header.baseField() & 0xFFFF_FFFFL;
    if (trailer != expected) {
      findings.at(at, FindingKind.TRAILER, expected, trailer);
    }
  }
}
