package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.domain.diff.KeyChange;
import io.detsguard.domain.diff.TableDiff;
import io.detsguard.domain.restore.Holder;
import io.detsguard.domain.restore.LiveContent;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.util.List;
import java.util.Optional;

/** The JSON of {@code restore}; scripts depend on its names. */
final class RestoreJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RestoreJson() {}

  /** One restore: what was planned, when that got so far, and what became of it. */
  static ObjectNode of(TableName table, Optional<RestorePlan> plan, RestoreOutcome outcome) {
    ObjectNode node = JSON.objectNode().put("table", table.value());
    switch (outcome) {
      case RestoreOutcome.Restored restored -> restored(node, restored);
      case RestoreOutcome.Possible possible -> {
        node.put("outcome", "possible").put("snapshot", possible.snapshot().text());
        node.put("target", possible.at().value());
        node.put("record_count", possible.records()).put("size_bytes", possible.bytes());
      }
      case RestoreOutcome.RolledBack rolledBack -> rolledBack(node, rolledBack);
      case RestoreOutcome.Refused(Refusal refusal) -> refused(node, refusal);
    }
    plan.ifPresent(shown -> plan(node, shown));
    return node;
  }

  private static void restored(ObjectNode node, RestoreOutcome.Restored restored) {
    node.put("outcome", "restored").put("snapshot", restored.snapshot().text());
    node.put("target", restored.at().value());
    node.put("record_count", restored.records()).put("size_bytes", restored.bytes());
    node.put("verified", restored.doubt().isEmpty());
    node.put("doubt", restored.doubt().orElse(null));
    kept(node, restored.kept());
    notes(node, restored.notes());
  }

  private static void rolledBack(ObjectNode node, RestoreOutcome.RolledBack rolledBack) {
    node.put("outcome", "rolled_back").put("snapshot", rolledBack.snapshot().text());
    node.put("target", rolledBack.at().value());
    rolledBack(node, rolledBack.reason(), rolledBack.ownerTrouble(), rolledBack.notes());
  }

  static void rolledBack(
      ObjectNode node, String reason, Optional<String> ownerTrouble, List<String> notes) {
    node.put("message", reason);
    node.put("owner_trouble", ownerTrouble.orElse(null));
    notes(node, notes);
  }

  static void refused(ObjectNode node, Refusal refusal) {
    node.put("outcome", "refused").put("refusal", refusal.kind().wireName());
    node.put("message", refusal.reason());
  }

  static void kept(ObjectNode node, Optional<TableLocation> kept) {
    node.put("kept", kept.map(TableLocation::value).orElse(null));
  }

  static void notes(ObjectNode node, List<String> notes) {
    ArrayNode array = node.putArray("notes");
    notes.forEach(array::add);
  }

  private static void plan(ObjectNode node, RestorePlan plan) {
    ObjectNode shown = node.putObject("plan");
    shown.put("snapshot", plan.snapshot().text()).put("snapshot_proven", plan.proven());
    shown.put("record_count", plan.records()).put("key_count", plan.keys());
    shown.put("size_bytes", plan.bytes()).put("target", plan.live().value());
    shown.put("changes_nothing", plan.changesNothing());
    shown.set("live", live(plan.content()));
    occupancy(shown, plan.occupancy());
    owner(shown, plan.owner());
    notes(shown, plan.notes());
  }

  static ObjectNode live(LiveContent content) {
    ObjectNode node = JSON.objectNode();
    switch (content) {
      case LiveContent.Missing() -> node.put("state", "missing");
      case LiveContent.Unusable unusable ->
          node.put("state", "unusable")
              .put("verdict", unusable.verdict().wireName())
              .put("message", unusable.reason());
      case LiveContent.Readable(TableDiff changes, boolean properlyClosed) -> {
        node.put("state", "readable").put("properly_closed", properlyClosed);
        changes(node, changes);
      }
    }
    return node;
  }

  private static void changes(ObjectNode node, TableDiff changes) {
    node.put("keys_only_in_snapshot", changes.added());
    node.put("keys_only_in_live", changes.removed());
    node.put("keys_different", changes.changed());
    node.put("keys_same", changes.unchanged());
    ArrayNode keys = node.putArray("keys");
    for (KeyChange change : changes.keys()) {
      String where =
          switch (change.kind()) {
            case ADDED -> "only_in_snapshot";
            case REMOVED -> "only_in_live";
            case CHANGED -> "different";
          };
      keys.addObject().put("difference", where).put("key", change.key());
    }
  }

  static void owner(ObjectNode node, Optional<OwnerHandle> owner) {
    node.put("owner_release", owner.map(OwnerHandle::releaseInWords).orElse(null));
    node.put("owner_reopen", owner.map(OwnerHandle::reopenInWords).orElse(null));
  }

  static void occupancy(ObjectNode node, Occupancy occupancy) {
    ArrayNode holders = node.putArray("open_in");
    if (occupancy instanceof Occupancy.Open(List<Holder> open)) {
      open.forEach(
          holder -> holders.addObject().put("pid", holder.pid()).put("command", holder.command()));
    }
    node.put("unseen", occupancy instanceof Occupancy.Unseen(String reason) ? reason : null);
  }
}
