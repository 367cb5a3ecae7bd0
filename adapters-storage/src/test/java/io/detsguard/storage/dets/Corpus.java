package io.detsguard.storage.dets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The golden files: tables made and judged by Erlang itself, see {@code corpus/generate.escript}.
 */
public final class Corpus {

  /** What the manifest says of one file. */
  public record Row(String name, JsonNode json) {
    /** Where it lies. */
    public Path path() {
      return file(name);
    }

    /** A field of the header. */
    public long header(String field) {
      return json.path("header").path(field).asLong();
    }

    /**
     * What a full traversal by Erlang found: without repair when it opened so, else when the table
     * was opened with repair; empty when it could not be opened at all.
     */
    public Optional<JsonNode> traversal() {
      return Stream.of("open_read_no_repair", "open_default_repair")
          .map(json::path)
          .filter(result -> result.path("objects_raw_sha256").isTextual())
          .findFirst();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Corpus() {}

  /** Where a golden file lies. */
  public static Path file(String name) {
    return directory().resolve(name);
  }

  /** The bytes of a golden file. */
  public static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the manifest says of all files. */
  public static Stream<Row> rows() {
    try {
      JsonNode manifest = new ObjectMapper().readTree(file("manifest.json").toFile());
      return StreamSupport.stream(manifest.path("files").spliterator(), false)
          .map(row -> new Row(row.path("file").asText(), row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory() {
    URL manifest = Corpus.class.getResource("/corpus/manifest.json");
    try {
      return Path.of(manifest.toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
