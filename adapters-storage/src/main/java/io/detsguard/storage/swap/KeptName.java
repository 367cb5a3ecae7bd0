package io.detsguard.storage.swap;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file that was replaced: {@code task_queue.dets.before-restore-2026-02-11T14-30-00}.
 *
 * @param file the name it had
 * @param cause what replaced it
 * @param time when, UTC, to the second, as text that sorts by time
 * @param sequence 1 for the first of its second, then 2, 3 …
 */
public record KeptName(String file, SwapCause cause, String time, int sequence) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss", Locale.ROOT);
  private static final Pattern TEXT =
      Pattern.compile(
          "(.+)\\.before-(restore|compact|undo)-(\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d)"
              + "(?:_([1-9]\\d{0,8}))?");

  static final Comparator<KeptName> OLDEST_FIRST =
      Comparator.comparing(KeptName::time).thenComparingInt(KeptName::sequence);

  static KeptName of(String file, SwapCause cause, Instant now, int sequence) {
    return new KeptName(file, cause, TIME.format(now.atOffset(ZoneOffset.UTC)), sequence);
  }

  /** Reads what {@link #text()} wrote; empty for any other name. */
  public static Optional<KeptName> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return SwapCause.ofWord(matcher.group(2))
        .map(
            cause ->
                new KeptName(
                    matcher.group(1),
                    cause,
                    matcher.group(3),
                    matcher.group(4) == null ? 1 : Integer.parseInt(matcher.group(4))));
  }

  /** The name as it stands in the directory. */
  public String text() {
    String number = sequence == 1 ? "" : "_" + sequence;
    return file + ".before-" + cause.word() + "-" + time + number;
  }
}
