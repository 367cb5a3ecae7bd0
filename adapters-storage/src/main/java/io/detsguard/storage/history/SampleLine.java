package io.detsguard.storage.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.detsguard.domain.history.FigureSample;
import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/** One sample as a line of text and back; the package's description draws it. */
final class SampleLine {
  /**
   * Longer than any line: a checksum, a name of 100 characters, five numbers of up to 19 digits.
   */
  static final int MOST_CHARS = 256;

  private static final String UNKNOWN = "-";
  private static final int FIELDS = 6;
  private static final int CHECKSUM_CHARS = 8;
  private static final int MOST_DIGITS = 18;

  private SampleLine() {}

  static String encode(FigureSample sample) {
    String fields =
        String.join(
            " ",
            Long.toString(sample.at().toEpochMilli()),
            sample.table().value(),
            Long.toString(sample.records()),
            Long.toString(sample.fileBytes()),
            encode(sample.liveBytes()),
            encode(sample.freeBytes()));
    return checksum(fields) + " " + fields;
  }

  private static String encode(OptionalLong bytes) {
    return bytes.isPresent() ? Long.toString(bytes.getAsLong()) : UNKNOWN;
  }

  private static String checksum(String fields) {
    CRC32 crc = new CRC32();
    crc.update(fields.getBytes(UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /**
   * Reads a line of any origin.
   *
   * @return empty when it is not a line as {@link #encode} makes them
   */
  static Optional<FigureSample> decode(String line) {
    if (line.length() > MOST_CHARS || line.length() <= CHECKSUM_CHARS + 1) {
      return Optional.empty();
    }
    String fields = line.substring(CHECKSUM_CHARS + 1);
    return line.equals(checksum(fields) + " " + fields)
        ? decode(fields.split(" ", -1))
        : Optional.empty();
  }

  /** A checksum can be right by chance or on purpose, so nothing is taken for granted. */
  private static Optional<FigureSample> decode(String[] fields) {
    if (fields.length != FIELDS || !TableName.isValid(fields[1])) {
      return Optional.empty();
    }
    OptionalLong at = number(fields[0]);
    OptionalLong records = number(fields[2]);
    OptionalLong fileBytes = number(fields[3]);
    Optional<OptionalLong> liveBytes = numberOrUnknown(fields[4]);
    Optional<OptionalLong> freeBytes = numberOrUnknown(fields[5]);
    if (at.isEmpty() || records.isEmpty() || fileBytes.isEmpty()) {
      return Optional.empty();
    }
    if (liveBytes.isEmpty() || freeBytes.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FigureSample(
            new TableName(fields[1]),
            Instant.ofEpochMilli(at.getAsLong()),
            records.getAsLong(),
            fileBytes.getAsLong(),
            liveBytes.get(),
            freeBytes.get()));
  }

  private static Optional<OptionalLong> numberOrUnknown(String text) {
    return text.equals(UNKNOWN)
        ? Optional.of(OptionalLong.empty())
        : Optional.of(number(text)).filter(OptionalLong::isPresent);
  }

  private static OptionalLong number(String text) {
    boolean isNumber =
        !text.isEmpty()
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return isNumber ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
