package io.detsguard.domain.compact;

/**
 * What a compaction would win.
 *
 * @param bytesBefore length of the file now
 * @param bytesAfter length of the compact file, exactly
 * @param slotsBefore slots the table has
 * @param slotsAfter slots the compact table would have: fewer when unused ones are given back
 */
public record CompactionForecast(
    long bytesBefore, long bytesAfter, long slotsBefore, long slotsAfter) {
  /** Less is not worth the time in which the table must be closed. */
  private static final long WORTHWHILE_BYTES = 64 << 10;

  private static final double WORTHWHILE_SHARE = 0.2;

  /** The bytes that would be won; negative when the compact file would be the longer one. */
  public long savedBytes() {
    return bytesBefore - bytesAfter;
  }

  /** Whether it wins a fifth of the file, and 64 KiB at least. */
  public boolean isWorthwhile() {
    return savedBytes() >= WORTHWHILE_BYTES && savedBytes() >= WORTHWHILE_SHARE * bytesBefore;
  }
}
