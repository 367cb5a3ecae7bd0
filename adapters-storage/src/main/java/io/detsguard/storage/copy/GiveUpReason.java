package io.detsguard.storage.copy;

import io.detsguard.application.port.out.TableCopier.CopyOutcome.GaveUp;
import io.detsguard.domain.backup.FailureKind;
import java.time.Duration;
import java.time.Instant;

/** Says in an operator's words why a table could not be copied, and what would help. */
final class GiveUpReason {
  /** By default dets saves a table that is left alone within six minutes. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(10);

  private GiveUpReason() {}

  /**
   * @param last what stood in the way of the last attempt
   * @param openSince since when the table is known to be open, if that is what it is
   * @param begun how many copies were begun and had to be thrown away
   * @param waited how long a good moment was waited for
   */
  static GaveUp of(
      Attempt.NotNow last, Instant openSince, Instant now, int begun, Duration waited) {
    if (begun > 0) {
      return new GaveUp(FailureKind.KEPT_CHANGING, keptChanging(begun, waited));
    }
    return switch (last) {
      case Attempt.IsOpen(Instant modifiedAt) ->
          new GaveUp(FailureKind.NOT_PROPERLY_CLOSED, open(openSince, modifiedAt, now));
      case Attempt.Moved() ->
          new GaveUp(
              FailureKind.KEPT_CHANGING,
              "The table was being written at each look within " + words(waited) + ".");
      case Attempt.TooSlow() ->
          new GaveUp(FailureKind.KEPT_CHANGING, "Copying took longer than its owner may be held.");
      case Attempt.TooRecent recent ->
          new GaveUp(FailureKind.KEPT_CHANGING, tooRecent(waited, recent));
      case Attempt.Unsettled(FailureKind kind, String reason) -> new GaveUp(kind, reason);
    };
  }

  private static String keptChanging(int begun, Duration waited) {
    return ("The table changed during each of %d attempts to copy it within %s. A longer wait or a"
            + " quieter moment helps; so does its owner calling dets:sync/1 and then pausing.")
        .formatted(begun, words(waited));
  }

  private static String open(Instant since, Instant modifiedAt, Instant now) {
    String known = "The table has not been properly closed for " + words(since, now);
    return isAbandoned(modifiedAt, now)
        ? known
            + ", and nobody has written to it for "
            + words(modifiedAt, now)
            + ". Its owner has probably died, or never saves; Erlang repairs the file when it is"
            + " next opened. Open and close the table, then run the backup again."
        : known
            + "; its owner wrote to it "
            + words(modifiedAt, now)
            + " ago. It has to call dets:sync/1 or close the table now and then: on disk a table"
            + " in steady use is otherwise never complete.";
  }

  private static boolean isAbandoned(Instant modifiedAt, Instant now) {
    return Duration.between(modifiedAt, now).compareTo(ABANDONED_AFTER) > 0;
  }

  private static String tooRecent(Duration waited, Attempt.TooRecent recent) {
    return recent.missing().compareTo(recent.guard()) > 0
        ? "The table's file has a time in the future: the clock was set back, or the file's times"
            + " were changed. Correct the clock, or touch the file."
        : "The table was written again and again within "
            + words(waited)
            + ", at intervals shorter than the times of its file system can tell apart.";
  }

  private static String words(Instant from, Instant to) {
    return words(Duration.between(from, to));
  }

  /** A length of time in its one or two largest units. */
  static String words(Duration duration) {
    Duration time = duration.isNegative() ? Duration.ZERO : duration;
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    if (time.toMinutes() > 0) {
      return time.toMinutes() + " min";
    }
    return time.toSeconds() > 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
