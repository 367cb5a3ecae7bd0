package io.detsguard.storage.dets;

import io.detsguard.domain.check.FindingKind;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.TermScanner;

/**
 * Checks single stored objects, and adds those it can read to the count and the digest.
 *
 * <p>An object is one term that fills its entry and is a tuple with an element at the key position.
 * Source: {@code docs/dets-format.md}, "External terms". One instance for each thread.
 */
final class ObjectChecker {
  private final ByteView file;
  private final int keyPosition;
  private final CheckTally tally;
  private final TermScanner scanner = new TermScanner();
  private final boolean digests;
  private final RecordHash hash = new RecordHash();

  ObjectChecker(ByteView file, int keyPosition, CheckTally tally, boolean digests) {
    this.file = file;
    this.keyPosition = keyPosition;
    this.tally = tally;
    this.digests = digests;
  }

  /**
   * Checks the object from {@code start} to {@code end}.
   *
   * @return whether it is an object; its key is then known until the next call
   */
  boolean check(long start, long end) {
    long termEnd = scanner.scanObject(file, start, end, keyPosition);
    if (termEnd == TermScanner.FAULT) {
      reportFault();
      return false;
    }
    if (termEnd != end) {
      tally
          .findings()
          .at(
              termEnd,
              FindingKind.TERM_TRAILING_BYTES,
              "the end of the entry",
              (end - termEnd) + " bytes more");
    }
    tally.addObject();
    if (digests) {
      hash.hash(file, start, end - start);
      tally.digest(hash);
    }
    return true;
  }

  private void reportFault() {
    FindingKind kind = scanner.faultIsShape() ? FindingKind.OBJECT_SHAPE : FindingKind.TERM;
    tally.markUnread();
    tally.findings().at(scanner.faultAt(), kind, scanner.faultExpected(), scanner.faultFound());
  }

  /** The bytes that hold the last object's key: the file, or what a compressed term inflated to. */
  ByteView keyView() {
    return scanner.keyView();
  }

  long keyStart() {
    return scanner.keyStart();
  }

  long keyEnd() {
    return scanner.keyEnd();
  }
}
