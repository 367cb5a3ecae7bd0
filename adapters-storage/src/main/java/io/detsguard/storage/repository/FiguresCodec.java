package io.detsguard.storage.repository;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.domain.table.FormatVariant;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.json.JsonDocument;
import io.detsguard.storage.json.JsonFields;
import io.detsguard.storage.json.MalformedDocumentException;
import java.util.OptionalLong;

/** A table's figures as JSON and back; what is unknown is {@code null}. */
final class FiguresCodec {
  private FiguresCodec() {}

  static ObjectNode encode(TableFigures figures) {
    ObjectNode json = JsonDocument.object();
    json.put("type", figures.type().erlangName());
    json.put("key_position", figures.keyPosition());
    json.put("variant", figures.variant().label());
    json.put("records", figures.records());
    json.put("keys", figures.keys());
    json.put("file_bytes", figures.fileBytes());
    json.put("data_end_bytes", figures.dataEndBytes());
    json.put("fixed_bytes", figures.fixedBytes());
    put(json, "allocated_bytes", figures.allocatedBytes());
    put(json, "live_bytes", figures.liveBytes());
    put(json, "free_bytes", figures.freeBytes());
    json.set("slots", encode(figures.slots()));
    json.put("properly_closed", figures.properlyClosed());
    return json;
  }

  private static ObjectNode encode(SlotCounts slots) {
    ObjectNode json = JsonDocument.object();
    json.put("min", slots.min());
    json.put("used", slots.used());
    json.put("max", slots.max());
    return json;
  }

  private static void put(ObjectNode json, String field, OptionalLong bytes) {
    if (bytes.isPresent()) {
      json.put(field, bytes.getAsLong());
    } else {
      json.putNull(field);
    }
  }

  static TableFigures decode(JsonFields json) throws MalformedDocumentException {
    return new TableFigures(
        json.oneOf("type", TableType.values(), TableType::erlangName),
        json.number("key_position", 1, Integer.MAX_VALUE),
        json.oneOf("variant", FormatVariant.values(), FormatVariant::label),
        json.count("records"),
        json.count("keys"),
        json.count("file_bytes"),
        json.count("data_end_bytes"),
        json.count("fixed_bytes"),
        json.optionalCount("allocated_bytes"),
        json.optionalCount("live_bytes"),
        json.optionalCount("free_bytes"),
        decodeSlots(json.object("slots")),
        json.flag("properly_closed"));
  }

  private static SlotCounts decodeSlots(JsonFields json) throws MalformedDocumentException {
    return new SlotCounts(json.count("min"), json.count("used"), json.count("max"));
  }
}
