package io.detsguard.http.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.detsguard.domain.table.TableName;
import io.detsguard.http.problem.BadRequestException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller may say about a run: {@code {"tables":["task_queue"]}}, or nothing at all.
 *
 * <p>Read token by token and more strictly than a mapper would: an unknown or repeated property, a
 * value of another type or text behind the object may hide a mistake that would back up other
 * tables than were meant, so each is refused.
 *
 * @param tables names of the tables; empty means all
 */
record BackupRequest(
    @ArraySchema(
            uniqueItems = true,
            schema =
                @Schema(
                    implementation = String.class,
                    pattern = "^[A-Za-z0-9_][A-Za-z0-9_.@+~-]{0,99}$"))
        Set<TableName> tables) {
  private static final BackupRequest ALL_TABLES = new BackupRequest(Set.of());
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads the body of a request.
   *
   * @param contentType the header; without it a body is taken for JSON
   * @param body of no bytes when there is none, whatever the header says
   */
  static BackupRequest read(Optional<String> contentType, byte[] body) {
    if (body.length == 0) {
      return ALL_TABLES;
    }
    if (!contentType.map(BackupRequest::isJson).orElse(true)) {
      throw new HttpStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "not JSON");
    }
    try (JsonParser json = JSON.createParser(body)) {
      return read(json);
    } catch (IOException e) {
      throw new BadRequestException(
          "The body is no well-formed JSON in UTF-8 that names each property once.");
    }
  }

  private static boolean isJson(String contentType) {
    String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return mediaType.equals("application/json");
  }

  private static BackupRequest read(JsonParser json) throws IOException {
    require(json.nextToken() == JsonToken.START_OBJECT, "The body must be one JSON object.");
    BackupRequest request = ALL_TABLES;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      require(
          json.currentName().equals("tables"),
          "The body has an unknown property; there is only \"tables\".");
      request = new BackupRequest(readTables(json));
    }
    require(json.nextToken() == null, "The body must end after one JSON object.");
    return request;
  }

  private static Set<TableName> readTables(JsonParser json) throws IOException {
    String expected = "\"tables\" must be a list of table names.";
    require(json.nextToken() == JsonToken.START_ARRAY, expected);
    Set<TableName> tables = new LinkedHashSet<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json.currentToken() == JsonToken.VALUE_STRING, expected);
      String name = json.getText();
      require(
          TableName.isValid(name),
          "A table's name has 1 to 100 letters, digits or _ . @ + ~ - and starts with a letter,"
              + " a digit or _.");
      tables.add(new TableName(name));
    }
    return tables;
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new BadRequestException(sentence);
    }
  }
}
