package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.domain.table.TableName;
import java.util.List;
import java.util.Optional;

/** The JSON of {@code restore --undo}; scripts depend on its names. */
final class UndoJson {
  private UndoJson() {}

  /** What an undoing would do. */
  static ObjectNode of(UndoPlan plan) {
    ObjectNode node = head(plan.table()).put("outcome", "possible");
    node.put("target", plan.live().value());
    kept(node, plan.kept(), plan.report());
    node.set("live", plan.content().map(RestoreJson::live).orElse(null));
    RestoreJson.occupancy(node, plan.occupancy());
    RestoreJson.owner(node, plan.owner());
    RestoreJson.notes(node, plan.notes());
    return node;
  }

  /** What became of one. */
  static ObjectNode of(TableName table, UndoOutcome outcome) {
    ObjectNode node = head(table);
    switch (outcome) {
      case UndoOutcome.Undone undone -> {
        node.put("outcome", "undone").put("target", undone.at().value());
        kept(node, undone.putBack(), undone.report());
        node.put("doubt", undone.doubt().orElse(null));
        RestoreJson.kept(node, undone.kept());
        RestoreJson.notes(node, undone.notes());
      }
      case UndoOutcome.RolledBack(
              var at,
              var putBack,
              String reason,
              Optional<String> ownerTrouble,
              List<String> notes) -> {
        node.put("outcome", "rolled_back").put("target", at.value());
        RestoreJson.rolledBack(node, reason, ownerTrouble, notes);
      }
      case UndoOutcome.Refused(Refusal refusal) -> RestoreJson.refused(node, refusal);
    }
    return node;
  }

  private static ObjectNode head(TableName table) {
    return JsonNodeFactory.instance.objectNode().put("table", table.value());
  }

  private static void kept(ObjectNode node, KeptFile kept, Optional<CheckReport> report) {
    node.put("put_back", kept.absence() ? null : kept.location().value());
    node.put("replaced_by", kept.cause().wireName());
    node.put("verdict", report.map(found -> found.verdict().wireName()).orElse(null));
    node.put("record_count", report.map(CheckReport::objectsRead).orElse(null));
  }
}
