package io.detsguard.storage.copy;

import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.check.Verdict;
import io.detsguard.storage.copy.SourceFiles.SourceFile;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.HeaderDecoder;
import io.detsguard.storage.dets.HeaderReading;
import io.detsguard.storage.dets.TableHeader;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.file.Sha256;
import io.detsguard.storage.term.ByteView;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The two ends of a table file: header and part pointers at the front, the trailer at the back.
 * They say whether the owner holds the file properly closed at this moment.
 */
final class TableEnds {
  private static final long UNSIGNED_32_BITS = 0xFFFF_FFFFL;

  private final byte[] head;
  private final byte[] trailer;
  private final long fileBytes;

  private TableEnds(byte[] head, byte[] trailer, long fileBytes) {
    this.head = head;
    this.trailer = trailer;
    this.fileBytes = fileBytes;
  }

  /** Reads both ends of a file of that length; a file that is shorter gives shorter ends. */
  static TableEnds read(SourceFile file, long fileBytes) throws SourceException {
    long trailerAt = Math.max(0, fileBytes - DetsLayout.TRAILER_BYTES);
    return new TableEnds(
        read(file, 0, DetsLayout.BASE), read(file, trailerAt, DetsLayout.TRAILER_BYTES), fileBytes);
  }

  private static byte[] read(SourceFile file, long position, int length) throws SourceException {
    byte[] bytes = new byte[length];
    return Arrays.copyOf(bytes, file.read(ByteBuffer.wrap(bytes), position));
  }

  /** Whether both were byte for byte the same. */
  boolean sameAs(TableEnds other) {
    return Arrays.equals(head, other.head) && Arrays.equals(trailer, other.trailer);
  }

  /** Whether a copy that starts with these bytes starts as this file does. */
  boolean startsLike(ByteBuffer copy) {
    return copy.slice(copy.position(), Math.min(head.length, copy.remaining()))
        .equals(ByteBuffer.wrap(head));
  }

  /** The state of a file that had this stamp when it had these ends. */
  SourceStamp sourceStamp(FileStamp stamp) {
    return new SourceStamp(
        stamp.device(),
        stamp.inode(),
        stamp.bytes(),
        stamp.modifiedNanos(),
        stamp.changedNanos(),
        Sha256.of(head));
  }

  /** What they say of the table. */
  State state() {
    return switch (HeaderDecoder.decode(ByteView.of(head))) {
      case HeaderReading.Refused(Verdict verdict, var finding) ->
          new Broken(FailureKind.UNAVAILABLE, refusal(verdict) + " (" + finding.message() + ")");
      case HeaderReading.Readable(TableHeader header) -> state(header);
    };
  }

  private static String refusal(Verdict verdict) {
    return verdict == Verdict.UNSUPPORTED
        ? "The file is a DETS table of a version that is not supported"
        : "The file is not a DETS table";
  }

  private State state(TableHeader header) {
    if (header.closedProperly() == DetsLayout.OPEN_OR_LEFT_OPEN) {
      return new Open();
    }
    if (!header.isClosedProperly()) {
      return damaged("its closed flag is " + header.closedProperly() + ", neither 0 nor 1");
    }
    if (!header.digest().isRight()) {
      return damaged("the MD5 of its header does not fit the header's fields");
    }
    long expected = (fileBytes - header.baseField()) & UNSIGNED_32_BITS;
    long found = trailer.length < Integer.BYTES ? -1 : ByteView.of(trailer).u32(0);
    return found == expected
        ? new Closed()
        : damaged(
            "the file was cut, extended or torn: its trailer is %d and should be %d"
                .formatted(found, expected));
  }

  private static State damaged(String how) {
    return new Broken(FailureKind.DAMAGED, "The table is damaged: " + how);
  }

  /** Whether the file may be copied. */
  sealed interface State {}

  /** It holds everything its owner accepted. */
  record Closed() implements State {}

  /** Its owner has it open, or left it open. */
  record Open() implements State {}

  /**
   * It is no table, or one whose ends do not agree; for a moment that can be so while its owner
   * writes it anew.
   *
   * @param reason a sentence without its full stop
   */
  record Broken(FailureKind kind, String reason) implements State {}
}
