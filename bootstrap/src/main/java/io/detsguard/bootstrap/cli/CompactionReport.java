package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.domain.compact.CompactionForecast;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.table.TableLocation;
import java.util.List;
import java.util.Optional;

/**
 * Prints what a compaction wins.
 *
 * @param subject the table as the user named it
 * @param target the new file likewise; empty when the table is replaced
 */
record CompactionReport(Console console, String subject, Optional<String> target) {
  /** The JSON of {@code compact}; scripts depend on its names. */
  ObjectNode json(CompactionOutcome outcome) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("file", subject);
    switch (outcome) {
      case CompactionOutcome.Compacted compacted -> {
        node.put("outcome", "compacted");
        node.put("output", target.orElse(compacted.at().value()));
        figures(node, compacted.forecast(), compacted.records());
        node.put("doubt", compacted.doubt().orElse(null));
        node.put("kept", compacted.kept().map(TableLocation::value).orElse(null));
        RestoreJson.notes(node, compacted.notes());
      }
      case CompactionOutcome.Possible possible -> {
        node.put("outcome", "possible").putNull("output");
        figures(node, possible.forecast(), possible.records());
        RestoreJson.owner(node, possible.owner());
        RestoreJson.notes(node, possible.obstacle(false).map(Refusal::reason).stream().toList());
      }
      case CompactionOutcome.NothingToWin nothing -> {
        node.put("outcome", "nothing_to_win").putNull("output");
        figures(node, nothing.forecast(), nothing.records());
        RestoreJson.notes(node, List.of());
      }
      case CompactionOutcome.RolledBack rolledBack -> {
        node.put("outcome", "rolled_back").putNull("output");
        RestoreJson.rolledBack(
            node, rolledBack.reason(), rolledBack.ownerTrouble(), rolledBack.notes());
      }
      case CompactionOutcome.Refused(Refusal refusal) ->
          node.put("outcome", "refused")
              .put("refusal", refusal.kind().wireName())
              .put("message", refusal.reason());
    }
    return node;
  }

  private static void figures(ObjectNode node, CompactionForecast forecast, long records) {
    node.put("size_before_bytes", forecast.bytesBefore());
    node.put("size_after_bytes", forecast.bytesAfter());
    node.put("saved_bytes", forecast.savedBytes());
    node.put("worthwhile", forecast.isWorthwhile());
    node.put("slots_before", forecast.slotsBefore()).put("slots_after", forecast.slotsAfter());
    node.put("record_count", records);
  }

  /** The same for a person. */
  void print(CompactionOutcome outcome) {
    console.print(console.emphasised(Printable.of(subject)));
    switch (outcome) {
      case CompactionOutcome.Compacted compacted -> {
        figures(compacted.forecast(), compacted.records());
        console.print(
            "output", Printable.of(compacted.at().value()) + ": the same records, all checked");
        RestoreText text = new RestoreText(console);
        compacted.doubt().ifPresent(doubt -> console.print("check", text.inDoubt(doubt)));
        compacted.kept().ifPresent(this::kept);
        compacted.notes().forEach(note -> console.print("note", Printable.of(note)));
      }
      case CompactionOutcome.Possible possible -> {
        figures(possible.forecast(), possible.records());
        console.print("output", "none: this was a dry run");
        possible.owner().ifPresent(new RestoreText(console)::owner);
        possible
            .obstacle(false)
            .ifPresent(
                refusal -> console.print("in place", "not now: " + Printable.of(refusal.reason())));
      }
      case CompactionOutcome.NothingToWin nothing -> {
        figures(nothing.forecast(), nothing.records());
        console.print("output", "none: it is as compact as it can be");
      }
      case CompactionOutcome.RolledBack rolledBack -> {
        new RestoreText(console)
            .rolledBack(
                "the compaction was undone, and the old file is back: ",
                rolledBack.reason(),
                rolledBack.ownerTrouble());
        rolledBack.notes().forEach(note -> console.print("note", Printable.of(note)));
      }
      case CompactionOutcome.Refused(Refusal refusal) ->
          console.say("detsguard: it was not changed: " + Printable.of(refusal.reason()));
    }
  }

  private void figures(CompactionForecast forecast, long records) {
    console.print("records", Quantity.number(records));
    console.print("before", Quantity.bytes(forecast.bytesBefore()));
    console.print("after", Quantity.bytes(forecast.bytesAfter()));
    String verdict = forecast.isWorthwhile() ? "worth it" : "hardly worth it";
    console.print("wins", Quantity.number(forecast.savedBytes()) + " bytes: " + verdict);
    if (forecast.slotsAfter() != forecast.slotsBefore()) {
      console.print(
          "slots", forecast.slotsBefore() + " before, " + forecast.slotsAfter() + " after");
    }
  }

  private void kept(TableLocation kept) {
    console.print("kept", "the old file, as " + Printable.of(kept.value()));
    console.print("undo", "detsguard restore --undo " + Printable.of(subject));
  }
}
