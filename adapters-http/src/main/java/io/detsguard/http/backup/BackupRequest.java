package io.detsguard.http.backup;

import io.detsguard.domain.table.TableName;
import io.detsguard.http.body.JsonBody;
import io.detsguard.http.problem.BadRequestException;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller may say about a run: {@code {"tables":["task_queue"]}}, or nothing at all.
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
    JsonBody json = JsonBody.read(contentType, body, Map.of("tables", JsonBody.Type.TEXTS));
    Set<TableName> tables = new LinkedHashSet<>();
    for (String name : json.texts("tables")) {
      tables.add(tableName(name));
    }
    return new BackupRequest(tables);
  }

  private static TableName tableName(String text) {
    if (!TableName.isValid(text)) {
      throw new BadRequestException(
          "A table's name has 1 to 100 letters, digits or _ . @ + ~ - and starts with a letter,"
              + " a digit or _.");
    }
    return new TableName(text);
  }
}
