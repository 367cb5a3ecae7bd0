package io.detsguard.storage.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The fields of one JSON object, read strictly: each must be there and of the kind asked for.
 * Fields that nobody asks for are ignored.
 */
public final class JsonFields {
  private static final int QUOTED_MAX_CHARACTERS = 40;

  private final JsonNode node;
  private final String prefix;

  private JsonFields(JsonNode node, String prefix) {
    this.node = node;
    this.prefix = prefix;
  }

  static JsonFields of(JsonNode node) throws MalformedDocumentException {
    if (!node.isObject()) {
      throw new MalformedDocumentException("expected an object, found " + kind(node));
    }
    return new JsonFields(node, "");
  }

  public JsonFields object(String field) throws MalformedDocumentException {
    JsonNode value = required(field);
    if (!value.isObject()) {
      throw wrong(field, "an object", value);
    }
    return new JsonFields(value, prefix + field + ".");
  }

  /** Reads what an object becomes. */
  @FunctionalInterface
  public interface Reading<T> {
    T read(JsonFields json) throws MalformedDocumentException;
  }

  /** An object that may be missing or null, turned into a value. */
  public <T> Optional<T> optionalObject(String field, Reading<T> reading)
      throws MalformedDocumentException {
    JsonNode value = node.get(field);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(reading.read(object(field)));
  }

  /** A list of objects. */
  public List<JsonFields> objects(String field) throws MalformedDocumentException {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode element : array(field)) {
      if (!element.isObject()) {
        throw wrong(field, "a list of objects", element);
      }
      objects.add(new JsonFields(element, prefix + field + "[" + objects.size() + "]."));
    }
    return objects;
  }

  /** A list of texts, each turned into a value. */
  public <T> List<T> values(String field, String what, Function<String, T> reading)
      throws MalformedDocumentException {
    List<T> values = new ArrayList<>();
    for (JsonNode element : array(field)) {
      values.add(value(field, what, element, reading));
    }
    return values;
  }

  private JsonNode array(String field) throws MalformedDocumentException {
    JsonNode value = required(field);
    if (!value.isArray()) {
      throw wrong(field, "a list", value);
    }
    return value;
  }

  public String text(String field) throws MalformedDocumentException {
    return value(field, "a text", Function.identity());
  }

  /**
   * A text that stands for a value.
   *
   * @param what kind of value, for the message
   * @param reading makes the value; an {@link IllegalArgumentException} or {@link
   *     DateTimeException} of it means that the text does not stand for one
   */
  public <T> T value(String field, String what, Function<String, T> reading)
      throws MalformedDocumentException {
    return value(field, what, required(field), reading);
  }

  private <T> T value(String field, String what, JsonNode value, Function<String, T> reading)
      throws MalformedDocumentException {
    if (!value.isTextual()) {
      throw wrong(field, what, value);
    }
    try {
      return reading.apply(value.textValue());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw wrong(field, what, value);
    }
  }

  /** One of the values that have a name; names are matched exactly. */
  public <T> T oneOf(String field, T[] values, Function<T, String> name)
      throws MalformedDocumentException {
    String text = text(field);
    for (T value : values) {
      if (name.apply(value).equals(text)) {
        return value;
      }
    }
    List<String> names = List.of(values).stream().map(name).toList();
    throw wrong(field, "one of " + names, required(field));
  }

  /** SHA-256 as 64 lower-case hexadecimal digits. */
  public String sha256(String field) throws MalformedDocumentException {
    String text = text(field);
    if (!text.matches("[0-9a-f]{64}")) {
      throw wrong(field, "64 lower-case hexadecimal digits", required(field));
    }
    return text;
  }

  public Instant instant(String field) throws MalformedDocumentException {
    return value(field, "a time such as 2026-02-11T14:30:00Z", Instant::parse);
  }

  public Duration duration(String field) throws MalformedDocumentException {
    return value(field, "a duration such as PT0.25S", Duration::parse);
  }

  public boolean flag(String field) throws MalformedDocumentException {
    JsonNode value = required(field);
    if (!value.isBoolean()) {
      throw wrong(field, "true or false", value);
    }
    return value.booleanValue();
  }

  /** A whole number of 64 bits. */
  public long number(String field) throws MalformedDocumentException {
    return number(field, required(field), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** A whole number that is not negative. */
  public long count(String field) throws MalformedDocumentException {
    return number(field, required(field), 0, Long.MAX_VALUE);
  }

  /** A whole number from {@code min} to {@code max}. */
  public int number(String field, int min, int max) throws MalformedDocumentException {
    return (int) number(field, required(field), min, max);
  }

  /** A whole number that is not negative, or null. */
  public OptionalLong optionalCount(String field) throws MalformedDocumentException {
    Optional<JsonNode> value = Optional.of(required(field)).filter(found -> !found.isNull());
    return value.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(number(field, value.get(), 0, Long.MAX_VALUE));
  }

  private long number(String field, JsonNode value, long min, long max)
      throws MalformedDocumentException {
    boolean whole = value.isIntegralNumber() && value.canConvertToLong();
    if (!whole || value.longValue() < min || value.longValue() > max) {
      throw wrong(field, range(min, max), value);
    }
    return value.longValue();
  }

  private static String range(long min, long max) {
    String from = min == Long.MIN_VALUE ? "" : " from " + min;
    return "a whole number" + from + (max == Long.MAX_VALUE ? "" : " to " + max);
  }

  /**
   * Reads the version of the document's format first, and refuses every other.
   *
   * @param known the only version that the caller can read
   */
  public void requireFormat(int known) throws MalformedDocumentException {
    long format = number("format");
    if (format != known) {
      throw new MalformedDocumentException(
          "format " + format + " is not known here: this program reads format " + known);
    }
  }

  private JsonNode required(String field) throws MalformedDocumentException {
    JsonNode value = node.get(field);
    if (value == null) {
      throw new MalformedDocumentException(prefix + field + " is missing");
    }
    return value;
  }

  private MalformedDocumentException wrong(String field, String expected, JsonNode found) {
    return new MalformedDocumentException(
        prefix + field + ": expected " + expected + ", found " + kind(found));
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case MISSING -> "nothing";
      default -> quoted(node.toString());
    };
  }

  private static String quoted(String text) {
    return text.length() <= QUOTED_MAX_CHARACTERS
        ? text
        : text.substring(0, QUOTED_MAX_CHARACTERS) + "…";
  }
}
