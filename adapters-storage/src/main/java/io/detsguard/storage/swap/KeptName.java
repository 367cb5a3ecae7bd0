package io.detsguard.storage.swap;

import io.detsguard.domain.restore.ReplacementCause;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file that was replaced: {@code task_queue.dets.before-restore-2026-02-11T14-30-00};
 * or of an empty file that says that there was none: {@code task_queue.dets.none-before-restore-…}.
 *
 * @param file the name it had
 * @param absence whether there was no such file
 * @param cause what replaced it
 * @param at when, to the second
 * @param sequence 1 for the first of its second, then 2, 3 …
 */
public record KeptName(
    String file, boolean absence, ReplacementCause cause, Instant at, int sequence) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern TEXT =
      Pattern.compile(
          "(.+)\\.(none-)?before-([a-z]+)-(\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d)"
              + "(?:_([1-9]\\d{0,8}))?");

  static final Comparator<KeptName> OLDEST_FIRST =
      Comparator.comparing(KeptName::at).thenComparingInt(KeptName::sequence);

  /** Reads what {@link #text()} wrote; empty for any other name. */
  public static Optional<KeptName> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int sequence = matcher.group(5) == null ? 1 : Integer.parseInt(matcher.group(5));
    return ReplacementCause.ofWireName(matcher.group(3))
        .flatMap(
            cause ->
                time(matcher.group(4))
                    .map(
                        at ->
                            new KeptName(
                                matcher.group(1), matcher.group(2) != null, cause, at, sequence)));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty(); // the thirtieth of February: not a name of ours
    }
  }

  /** The name as it stands in the directory. */
  public String text() {
    String number = sequence == 1 ? "" : "_" + sequence;
    return file
        + (absence ? ".none-before-" : ".before-")
        + cause.wireName()
        + "-"
        + TIME.format(at.atOffset(ZoneOffset.UTC))
        + number;
  }
}
