package io.detsguard.storage.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.out.FoundTableLog;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.json.JsonDocument;
import io.detsguard.storage.json.JsonFields;
import io.detsguard.storage.json.JsonFile;
import io.detsguard.storage.json.MalformedDocumentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tables that were found in nodes, in one JSON file, replaced as a whole by each change. */
public final class FileFoundTableLog implements FoundTableLog {
  private static final int FORMAT = 1;
  private static final int MAX_BYTES = 64 << 20;

  private final JsonFile file;

  /**
   * @param file the log; made when the first table is found, with its directory
   */
  public FileFoundTableLog(Path file, DurableFiles files) {
    this.file = new JsonFile(file, files, "the list of found tables", MAX_BYTES);
  }

  @Override
  public Map<TableName, TableLocation> load() throws IOException {
    return file.load(FileFoundTableLog::decode, Map.of());
  }

  @Override
  public void save(Map<TableName, TableLocation> tables) throws IOException {
    ObjectNode json = JsonDocument.object();
    json.put("format", FORMAT);
    ArrayNode entries = json.putArray("tables");
    tables.forEach(
        (name, location) ->
            entries.addObject().put("table", name.value()).put("file", location.value()));
    file.save(JsonDocument.compact(json));
  }

  private static Map<TableName, TableLocation> decode(JsonFields json)
      throws MalformedDocumentException {
    json.requireFormat(FORMAT);
    Map<TableName, TableLocation> tables = new LinkedHashMap<>();
    for (JsonFields entry : json.objects("tables")) {
      tables.put(
          entry.value("table", "the name of a table", TableName::new),
          entry.value("file", "a path", TableLocation::new));
    }
    return tables;
  }
}
