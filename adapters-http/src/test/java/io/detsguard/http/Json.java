package io.detsguard.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Compares JSON by what it says: order of properties and white space do not count. */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.createDefault();

  private Json() {}

  public static void assertJson(String expected, String actual) {
    assertEquals(object(expected), object(actual));
  }

  public static Map<String, Object> object(String json) {
    try {
      return MAPPER.readValue(json, Argument.mapOf(String.class, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException("not a JSON object: " + json, e);
    }
  }
}
