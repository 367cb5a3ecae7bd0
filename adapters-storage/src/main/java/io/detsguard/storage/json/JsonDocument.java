package io.detsguard.storage.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON objects to bytes and back. */
public final class JsonDocument {
  private static final int NESTING_MAX = 16;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonDocument() {}

  /** An object to fill; its fields are written in the order in which they are put. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The document as people like to read it, with a line feed at the end. */
  public static byte[] indented(ObjectNode document) {
    return (document.toPrettyString() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** The document on one line, with a line feed at the end. */
  public static byte[] compact(ObjectNode document) {
    return (document + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * Reads a whole file.
   *
   * @param maxBytes what a sound document never exceeds; a longer file is refused unread
   * @throws MalformedDocumentException when it is longer, or not one JSON object
   */
  public static JsonFields read(Path file, int maxBytes) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      byte[] bytes = input.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw new MalformedDocumentException("longer than " + maxBytes + " bytes");
      }
      return parse(bytes);
    }
  }

  /**
   * Reads a document.
   *
   * @throws MalformedDocumentException when it is not one JSON object and nothing else
   */
  public static JsonFields parse(byte[] document) throws MalformedDocumentException {
    return JsonFields.of(tree(document));
  }

  private static JsonNode tree(byte[] document) throws MalformedDocumentException {
    try {
      return MAPPER.readTree(document);
    } catch (JsonProcessingException e) {
      throw new MalformedDocumentException("not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new MalformedDocumentException("not JSON text"); // bytes of no character set
    }
  }
}
