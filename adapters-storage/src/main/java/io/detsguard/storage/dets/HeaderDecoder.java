package io.detsguard.storage.dets;

import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.storage.term.ByteView;

/**
 * Decodes the fixed header at the start of a table.
 *
 * <pre>
 *  offset  bytes  field
 *       0      4  free lists pointer   meaningful only when closed properly
 *       4      4  cookie               {@link DetsLayout#COOKIE}
 *       8      4  closed properly      1, or 0 from the first change until the next save or close
 *      12     44  type to split pointer, eleven numbers
 *      56    112  collection counters  one for each block size from 2^4 to 2^31
 *     168     16  digest               MD5 of bytes 12 to 167; zeros when there is none
 *     184      4  base field
 *     188    124  reserved             not read
 * </pre>
 *
 * A file that is too short, lacks the cookie or is of another version is refused here; everything
 * else about the values is for {@link HeaderRules}. Source: {@code docs/dets-format.md}, "Header"
 * and "Versions".
 */
public final class HeaderDecoder {
  private HeaderDecoder() {}

  /**
   * Reads the header.
   *
   * @param head the first bytes of the file, {@link DetsLayout#HEADER_MEANINGFUL_BYTES} or more
   *     unless the file is shorter
   */
  public static HeaderReading decode(ByteView head) {
    if (head.size() < DetsLayout.HEADER_MEANINGFUL_BYTES) {
      return notATable(
          head.size(), "at least " + DetsLayout.HEADER_MEANINGFUL_BYTES + " bytes", "the end");
    }
    long cookie = head.u32(DetsLayout.COOKIE_OFFSET);
    if (cookie != DetsLayout.COOKIE) {
      return notATable(DetsLayout.COOKIE_OFFSET, hex(DetsLayout.COOKIE), hex(cookie));
    }
    long version = head.u32(DetsLayout.VERSION_OFFSET);
    if (version != DetsLayout.VERSION) {
      return otherVersion(version);
    }
    return new HeaderReading.Readable(fields(head));
  }

  private static HeaderReading notATable(long offset, String expected, String found) {
    return new HeaderReading.Refused(
        Verdict.NOT_DETS, Finding.at(offset, FindingKind.NOT_A_TABLE, expected, found));
  }

  private static HeaderReading otherVersion(long version) {
    Verdict verdict = version < DetsLayout.VERSION ? Verdict.UNSUPPORTED : Verdict.NOT_DETS;
    return new HeaderReading.Refused(
        verdict,
        Finding.at(DetsLayout.VERSION_OFFSET, FindingKind.VERSION, DetsLayout.VERSION, version));
  }

  /**
   * The fields as they stand there, whatever cookie and version say: for those who look for what is
   * left of a table.
   *
   * @param head at least {@link DetsLayout#HEADER_MEANINGFUL_BYTES} bytes
   */
  public static TableHeader fields(ByteView head) {
    return new TableHeader(
        head.u32(DetsLayout.FREE_LISTS_POINTER_OFFSET),
        head.u32(DetsLayout.CLOSED_PROPERLY_OFFSET),
        head.u32(DetsLayout.TYPE_OFFSET),
        head.u32(DetsLayout.HASH_MODULUS_OFFSET),
        head.u32(DetsLayout.SLOTS_OFFSET),
        head.u32(DetsLayout.KEY_POSITION_OFFSET),
        head.u32(DetsLayout.OBJECTS_OFFSET),
        head.u32(DetsLayout.KEYS_OFFSET),
        head.u32(DetsLayout.MIN_SLOTS_OFFSET),
        head.u32(DetsLayout.MAX_SLOTS_OFFSET),
        head.u32(DetsLayout.HASH_METHOD_OFFSET),
        head.u32(DetsLayout.SPLIT_POINTER_OFFSET),
        counters(head),
        HeaderDigest.read(head),
        head.u32(DetsLayout.BASE_FIELD_OFFSET));
  }

  private static CollectionCounters counters(ByteView head) {
    long[] counts = new long[DetsLayout.COUNTERS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = head.u32(DetsLayout.COUNTERS_OFFSET + 4L * i);
    }
    return CollectionCounters.of(counts);
  }

  static String hex(long word) {
    return String.format("0x%08x", word);
  }
}
