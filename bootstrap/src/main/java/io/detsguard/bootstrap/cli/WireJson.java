package io.detsguard.bootstrap.cli;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/** Writes the records of the HTTP API, so that a command prints what the API answers. */
final class WireJson {
  private final ObjectMapper mapper =
      ObjectMapper.create(Map.of("micronaut.serde.serialization.inclusion", "always"));

  /** The record as JSON on one line. */
  String of(Object view) throws IOException {
    return mapper.writeValueAsString(view);
  }
}
