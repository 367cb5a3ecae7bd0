package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.table.TableFigures;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The JSON of {@code inspect} and {@code verify}. Scripts depend on its names; what could not be
 * read is {@code null}.
 */
final class CheckJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CheckJson() {}

  /**
   * What {@code inspect} prints.
   *
   * @param file as the user named it
   * @param bytes length of the file by the file system, if there is one
   */
  static ObjectNode inspection(String file, OptionalLong bytes, CheckReport report) {
    Optional<TableFigures> figures = report.figures();
    ObjectNode node = JSON.objectNode();
    node.put("file", file);
    node.put("verdict", report.verdict().wireName());
    node.put("type", figures.map(f -> f.type().erlangName()).orElse(null));
    node.put("key_position", figures.map(TableFigures::keyPosition).orElse(null));
    node.put("record_count", figures.map(TableFigures::records).orElse(null));
    node.put("key_count", figures.map(TableFigures::keys).orElse(null));
    node.put("file_size_bytes", figures.map(TableFigures::fileBytes).orElse(boxed(bytes)));
    node.put("live_bytes", figures.map(f -> boxed(f.liveBytes())).orElse(null));
    node.put("free_bytes", figures.map(f -> boxed(f.freeBytes())).orElse(null));
    node.put("fragmentation_ratio", figures.map(f -> boxed(f.fragmentation())).orElse(null));
    node.set("slots", figures.map(CheckJson::slots).orElse(null));
    node.put("properly_closed", figures.map(TableFigures::properlyClosed).orElse(null));
    node.put("format", figures.map(f -> f.variant().label()).orElse(null));
    return node;
  }

  /**
   * What {@code verify} prints: the same and all that a deep check finds.
   *
   * @param digest whether the sorted digest was asked for
   */
  static ObjectNode verification(
      String file, OptionalLong bytes, CheckReport report, boolean digest) {
    ObjectNode node = inspection(file, bytes, report);
    node.put("objects_read", report.objectsRead());
    if (digest) {
      node.put("objects_sha256", report.sortedDigest().orElse(null));
    }
    ArrayNode findings = node.putArray("findings");
    report.findings().forEach(finding -> findings.add(finding(finding)));
    node.put("findings_total", report.findingsInAll());
    ArrayNode notChecked = node.putArray("not_checked");
    report.notChecked().forEach(notChecked::add);
    return node;
  }

  /** One more finding, which no check of the file alone can have. */
  static void addFinding(ObjectNode verification, String kind, String expected, String found) {
    String message = kind + ": expected " + expected + ", found " + found;
    verification.withArray("findings").add(finding(kind, expected, found, message));
    verification.put("findings_total", verification.get("findings_total").asLong() + 1);
  }

  private static ObjectNode slots(TableFigures figures) {
    ObjectNode node = JSON.objectNode();
    node.put("min", figures.slots().min());
    node.put("used", figures.slots().used());
    node.put("max", figures.slots().max());
    return node;
  }

  private static ObjectNode finding(Finding finding) {
    ObjectNode node =
        finding(finding.kind().wireName(), finding.expected(), finding.found(), finding.message());
    node.put("offset", boxed(finding.offset()));
    return node;
  }

  private static ObjectNode finding(String kind, String expected, String found, String message) {
    ObjectNode node = JSON.objectNode();
    node.put("kind", kind);
    node.putNull("offset");
    node.put("expected", expected);
    node.put("found", found);
    node.put("message", message);
    return node;
  }

  private static Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
