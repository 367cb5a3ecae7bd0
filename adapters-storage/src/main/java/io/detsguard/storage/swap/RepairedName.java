package io.detsguard.storage.swap;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of repaired tables beside damaged ones, {@code
 * task_queue.dets.repaired-2026-02-11T14-30-00}, and of the records that were put aside, {@code
 * ….candidates.dets}.
 */
public final class RepairedName {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss", Locale.ROOT);
  private static final Pattern TEXT =
      Pattern.compile(
          ".+\\.repaired-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d(_\\d{1,9})?"
              + "(\\.candidates\\.dets)?");

  private RepairedName() {}

  /** The name of a file that was repaired at that time, the first of its second. */
  static String of(String file, Instant now) {
    return file + ".repaired-" + TIME.format(now.atOffset(ZoneOffset.UTC));
  }

  /** Whether a file is what a repair has made, and no table of the catalogue. */
  public static boolean isOne(String text) {
    return TEXT.matcher(text).matches();
  }
}
