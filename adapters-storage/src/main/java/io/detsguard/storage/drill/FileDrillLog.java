package io.detsguard.storage.drill;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.out.DrillLog;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.drill.Drill;
import io.detsguard.domain.drill.ErlangProof;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.json.JsonDocument;
import io.detsguard.storage.json.JsonFields;
import io.detsguard.storage.json.JsonFile;
import io.detsguard.storage.json.MalformedDocumentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Drills in one JSON file, replaced as a whole by each. */
public final class FileDrillLog implements DrillLog {
  private static final int FORMAT = 1;
  private static final int MAX_BYTES = 64 << 20;

  private final JsonFile file;

  /**
   * @param file the log; made by the first drill, with its directory
   */
  public FileDrillLog(Path file, DurableFiles files) {
    this.file = new JsonFile(file, files, "the log of drills", MAX_BYTES);
  }

  @Override
  public Map<TableName, TableDrills> load() throws IOException {
    return file.load(FileDrillLog::decode, Map.of());
  }

  @Override
  public void save(Map<TableName, TableDrills> drills) throws IOException {
    file.save(JsonDocument.compact(encode(drills)));
  }

  private static ObjectNode encode(Map<TableName, TableDrills> drills) {
    ObjectNode json = JsonDocument.object();
    json.put("format", FORMAT);
    ArrayNode tables = json.putArray("tables");
    Map<String, TableDrills> byName = new TreeMap<>();
    drills.forEach((table, known) -> byName.put(table.value(), known));
    byName
        .values()
        .forEach(
            known -> {
              ObjectNode entry = tables.addObject();
              entry.set("latest", encode(known.latest()));
              known.lastSuccess().ifPresent(drill -> entry.set("last_success", encode(drill)));
            });
    return json;
  }

  private static ObjectNode encode(Drill drill) {
    ObjectNode json = JsonDocument.object();
    json.put("snapshot", drill.snapshot().text());
    json.put("at", drill.at().toString());
    json.put("restore_time", drill.restoreTime().toString());
    json.put("bytes", drill.bytes());
    json.put("erlang", drill.erlang().wireName());
    drill.failure().ifPresent(reason -> json.putObject("failure").put("reason", reason));
    return json;
  }

  private static Map<TableName, TableDrills> decode(JsonFields json)
      throws MalformedDocumentException {
    json.requireFormat(FORMAT);
    Map<TableName, TableDrills> drills = new HashMap<>();
    for (JsonFields entry : json.objects("tables")) {
      Drill latest = decodeDrill(entry.object("latest"));
      Optional<Drill> success = entry.optionalObject("last_success", FileDrillLog::decodeDrill);
      drills.put(latest.snapshot().table(), new TableDrills(latest, success));
    }
    return drills;
  }

  private static Drill decodeDrill(JsonFields json) throws MalformedDocumentException {
    return new Drill(
        json.value("snapshot", "the name of a snapshot", FileDrillLog::snapshotId),
        json.instant("at"),
        json.duration("restore_time"),
        json.count("bytes"),
        json.oneOf("erlang", ErlangProof.values(), ErlangProof::wireName),
        json.optionalObject("failure", failure -> failure.text("reason")));
  }

  private static SnapshotId snapshotId(String text) {
    return SnapshotId.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not the name of a snapshot"));
  }
}
