package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.domain.repair.Conflict;
import io.detsguard.domain.repair.FreedBlock;
import io.detsguard.domain.repair.LossReport;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.RepairedFile;
import io.detsguard.domain.repair.SkippedCollection;
import io.detsguard.domain.repair.TableShape;

/** The JSON of {@code repair}. Scripts depend on its names; counts are exact, lists are bounded. */
final class RepairJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RepairJson() {}

  /**
   * What {@code repair} prints.
   *
   * @param file the damaged file as the user named it
   * @param target the new one likewise
   */
  static ObjectNode of(String file, String target, RepairOutcome outcome) {
    return switch (outcome) {
      case RepairOutcome.Repaired(RepairReport report) -> report(file, target, report, "repaired");
      case RepairOutcome.NothingRecovered(RepairReport report) ->
          report(file, target, report, "nothing_recovered");
      case RepairOutcome.Refused refused -> refusal(file, refused);
    };
  }

  private static ObjectNode refusal(String file, RepairOutcome.Refused refused) {
    ObjectNode node = head(file);
    node.putNull("output");
    node.put("records_recovered", 0);
    node.put("collections_skipped", 0);
    node.put("conflicts", 0);
    node.put("candidates", 0);
    node.put("outcome", "refused");
    node.put("verdict", refused.verdict().wireName());
    node.put("message", refused.finding().message());
    refused.guess().ifPresent(guess -> shape(node.putObject("guess"), guess));
    return node;
  }

  private static ObjectNode head(String file) {
    ObjectNode node = JSON.objectNode();
    node.put("file", file);
    return node;
  }

  private static ObjectNode report(
      String file, String target, RepairReport report, String outcome) {
    LossReport losses = report.losses();
    ObjectNode node = head(file);
    node.put("output", report.output().isPresent() ? target : null);
    node.put("records_recovered", report.records());
    node.put("collections_skipped", losses.skipped().inAll());
    node.put("conflicts", losses.conflicts().inAll());
    node.put("candidates", losses.candidateRecords());
    node.put("outcome", outcome);
    node.put("nothing_lost", losses.isNothing());
    node.put("keys_recovered", report.keys());
    shape(node, report.shape());
    node.put("shape_source", report.shapeSource().wireName());
    node.put("records_digest", report.digest().hex());
    node.put("output_size_bytes", report.output().map(RepairedFile::bytes).orElse(null));
    node.put(
        "candidates_output",
        report.output().flatMap(RepairedFile::candidates).map(at -> at.value()).orElse(null));
    node.put("conflicts_doubtful", losses.doubtful());
    node.put("records_missing", losses.missing());
    node.put("slots_unreachable", losses.unreachableSlots());
    lists(node, losses);
    RestoreJson.notes(node, report.notes());
    return node;
  }

  private static void shape(ObjectNode node, TableShape shape) {
    node.put("type", shape.type().erlangName());
    node.put("key_position", shape.keyPosition());
  }

  private static void lists(ObjectNode node, LossReport losses) {
    ArrayNode skipped = node.putArray("skipped");
    losses.skipped().items().forEach(collection -> add(skipped.addObject(), collection));
    ArrayNode decided = node.putArray("decided");
    losses.conflicts().items().forEach(conflict -> add(decided.addObject(), conflict));
    ArrayNode freed = node.putArray("freed_blocks");
    losses.candidates().items().forEach(block -> add(freed.addObject(), block));
  }

  private static void add(ObjectNode node, SkippedCollection collection) {
    node.put("offset", collection.address());
    node.put("size", collection.size());
    node.put("reason", collection.reason().wireName());
    node.put("records_saved", collection.recordsSaved());
  }

  private static void add(ObjectNode node, Conflict conflict) {
    node.put("kept_offset", conflict.keptAt());
    node.put("other_offset", conflict.otherAt());
    node.put("rule", conflict.rule().wireName());
  }

  private static void add(ObjectNode node, FreedBlock block) {
    node.put("offset", block.address());
    node.put("size", block.size());
    node.put("slot", block.slot());
    node.put("records", block.records());
  }
}
