package io.detsguard.domain.backup;

import io.detsguard.domain.table.TableName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which snapshot: the table, the second at which it was taken, and a number that tells several of
 * the same second apart.
 *
 * <p>Its text names the snapshot's files: {@code task_queue_2026-02-11T14-30-00}, and {@code
 * task_queue_2026-02-11T14-30-00_2} for the second one of that second. The time is UTC; there are
 * no colons, so it is a file name everywhere; the texts of one table sort by time. The time is read
 * from the end of the text, so a snapshot of {@code task_queue} is never taken for one of {@code
 * task}.
 *
 * @param table the table it is a snapshot of
 * @param takenAt a whole second of the years 0000 to 9999
 * @param sequence 1 for the first of its second, then 2, 3 …
 */
public record SnapshotId(TableName table, Instant takenAt, int sequence)
    implements Comparable<SnapshotId> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern TEXT =
      Pattern.compile("(.+)_(\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d)(?:_([1-9]\\d{0,8}))?");
  private static final Comparator<SnapshotId> OLDEST_FIRST =
      Comparator.comparing(SnapshotId::takenAt)
          .thenComparingInt(SnapshotId::sequence)
          .thenComparing(SnapshotId::table);
  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  public SnapshotId {
    takenAt = takenAt.truncatedTo(ChronoUnit.SECONDS);
    if (takenAt.isBefore(EARLIEST) || takenAt.isAfter(LATEST)) {
      throw new IllegalArgumentException("a snapshot's year has four digits: " + takenAt);
    }
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence numbers start at 1: " + sequence);
    }
  }

  /** Reads what {@link #text()} wrote; empty for any other text. */
  public static Optional<SnapshotId> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || !TableName.isValid(matcher.group(1))) {
      return Optional.empty();
    }
    int sequence = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    return parseTime(matcher.group(2))
        .map(time -> new SnapshotId(new TableName(matcher.group(1)), time, sequence))
        .filter(id -> id.text().equals(text));
  }

  private static Optional<Instant> parseTime(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty(); // fourteen digits that are no time, such as a 13th month
    }
  }

  /** The name of the snapshot's files, without ending. */
  public String text() {
    String time = TIME.format(takenAt.atOffset(ZoneOffset.UTC));
    return table + "_" + time + (sequence == 1 ? "" : "_" + sequence);
  }

  /** Oldest first; snapshots of one second in the order in which they were made. */
  @Override
  public int compareTo(SnapshotId other) {
    return OLDEST_FIRST.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
