package io.detsguard.http.restore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.detsguard.http.problem.BadRequestException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of a request's one JSON object. Read strictly: what is unknown, given twice or of
 * another type is refused, since it may hide a mistake about what is to be replaced.
 */
final class JsonProperties {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, Object> values;

  private JsonProperties(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Reads the body of a request.
   *
   * @param contentType the header; without it a body is taken for JSON
   * @param known the names of all properties there can be
   */
  static JsonProperties read(Optional<String> contentType, byte[] body, Set<String> known) {
    if (!contentType.map(JsonProperties::isJson).orElse(true)) {
      throw new HttpStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "not JSON");
    }
    try (JsonParser json = JSON.createParser(body)) {
      return new JsonProperties(read(json, known));
    } catch (IOException e) {
      throw new BadRequestException(
          "The body is no well-formed JSON in UTF-8 that names each property once.");
    }
  }

  private static boolean isJson(String contentType) {
    String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return mediaType.equals("application/json");
  }

  private static Map<String, Object> read(JsonParser json, Set<String> known) throws IOException {
    require(json.nextToken() == JsonToken.START_OBJECT, "The body must be one JSON object.");
    Map<String, Object> values = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      require(
          known.contains(name),
          "The body has an unknown property; there are " + String.join(", ", known) + ".");
      values.put(name, value(json, name));
    }
    require(json.nextToken() == null, "The body must end after one JSON object.");
    return values;
  }

  private static Object value(JsonParser json, String name) throws IOException {
    return switch (json.nextToken()) {
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> json.getBigIntegerValue();
      case null, default ->
          throw new BadRequestException("The property " + name + " is of the wrong type.");
    };
  }

  Optional<String> text(String name) {
    return value(name, String.class);
  }

  boolean flag(String name) {
    return value(name, Boolean.class).orElse(false);
  }

  /** A number from 0 to {@code most}; 0 when there is none. */
  int number(String name, int most) {
    return value(name, BigInteger.class)
        .map(
            number -> {
              require(
                  number.signum() >= 0 && number.bitLength() < 31 && number.intValue() <= most,
                  "The property " + name + " is a number from 0 to " + most + ".");
              return number.intValue();
            })
        .orElse(0);
  }

  private <T> Optional<T> value(String name, Class<T> type) {
    Object value = values.get(name);
    require(
        value == null || type.isInstance(value), "The property " + name + " is of the wrong type.");
    return Optional.ofNullable(type.cast(value));
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new BadRequestException(sentence);
    }
  }
}
