package io.detsguard.ws;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads what came over a socket. */
final class Json {
  private Json() {}

  static JsonNode parse(String text) {
    try {
      return ObjectMapper.getDefault().readValue(text, JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
