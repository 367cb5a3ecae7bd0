package io.detsguard.bootstrap.settings;

import io.detsguard.bootstrap.log.LogFormat;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text given for one setting, and the ways to understand it. Whatever cannot be understood is
 * refused with a message that names the setting, where the text came from and what would be right.
 *
 * @param name the setting, in the words of the place it came from
 * @param origin where it was given, such as {@code configuration file detsguard.yml}
 * @param text as given
 */
record GivenValue(String name, String origin, String text) {
  /** Between the entries of a list, of which each may hold spaces. */
  static final String LIST_SEPARATOR = "\n";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
  private static final Map<String, TemporalUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  InvalidSettingException refused(String wanted) {
    return new InvalidSettingException(
        name + " (" + origin + "): expected " + wanted + ", found \"" + shortened() + '"');
  }

  private String shortened() {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  Path path() throws InvalidSettingException {
    try {
      if (!text.isBlank()) {
        return Path.of(text);
      }
    } catch (InvalidPathException e) {
      throw refused("a path that this system can hold");
    }
    throw refused("a path");
  }

  /**
   * The words of a list: the entries of a list of YAML, or what white space separates on one line.
   */
  List<String> words() {
    String separator = text.contains(LIST_SEPARATOR) ? LIST_SEPARATOR : "\\s+";
    return Stream.of(text.strip().split(separator)).filter(word -> !word.isEmpty()).toList();
  }

  boolean bool() throws InvalidSettingException {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused("true or false");
    };
  }

  /** {@code text} or {@code json}. */
  LogFormat logFormat() throws InvalidSettingException {
    return switch (text) {
      case "text" -> LogFormat.TEXT;
      case "json" -> LogFormat.JSON;
      default -> throw refused("text or json");
    };
  }

  long integer(long least, long most) throws InvalidSettingException {
    String wanted = "a whole number from " + least + " to " + most;
    try {
      long value = Long.parseLong(text.strip());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw refused(wanted);
    }
    throw refused(wanted);
  }

  /** A share from 0 to 1. */
  double share() throws InvalidSettingException {
    String wanted = "a share from 0 to 1";
    try {
      double value = Double.parseDouble(text.strip());
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw refused(wanted);
    }
    throw refused(wanted);
  }

  /** {@code 500ms}, {@code 20s}, {@code 5m}, {@code 48h}, {@code 7d}, or ISO 8601: {@code PT5M}. */
  Duration duration(Duration least, Duration most) throws InvalidSettingException {
    Duration value = parsedDuration();
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw refused("a duration from " + least + " to " + most);
    }
    return value;
  }

  private Duration parsedDuration() throws InvalidSettingException {
    Matcher matcher = DURATION.matcher(text.strip());
    if (matcher.matches()) {
      return Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
    }
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeException e) {
      throw refused("a duration such as 500ms, 20s, 5m, 48h, 7d or PT5M");
    }
  }

  /** A time zone by name, or {@code system} for the one this machine is set to. */
  ScheduleZone zone() throws InvalidSettingException {
    try {
      return text.equals("system")
          ? new ScheduleZone.OfMachine()
          : new ScheduleZone.Named(ZoneId.of(text));
    } catch (DateTimeException e) {
      throw refused("a time zone such as Europe/Berlin or UTC, or the word system");
    }
  }
}
