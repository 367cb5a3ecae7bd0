package io.detsguard.storage.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.json.JsonDocument;
import io.detsguard.storage.json.JsonFields;
import io.detsguard.storage.json.MalformedDocumentException;
import io.detsguard.storage.repository.ManifestCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A run as JSON and back. Source: {@code docs/repository-format.md}, "Journal".
 *
 * <p>An outcome with a {@code manifest} is a backup, one with a {@code kind} a failure.
 */
final class RunCodec {
  private static final int FORMAT = 1;

  private RunCodec() {}

  static ObjectNode encode(BackupRun run) {
    ObjectNode json = JsonDocument.object();
    json.put("format", FORMAT);
    json.put("id", run.id().value());
    json.put("trigger", run.trigger().wireName());
    json.put("started_at", run.startedAt().toString());
    json.put("finished_at", run.finishedAt().toString());
    ArrayNode outcomes = json.putArray("outcomes");
    run.outcomes().forEach(outcome -> outcomes.add(encode(outcome)));
    ArrayNode pruned = json.putArray("pruned");
    run.pruned().forEach(id -> pruned.add(id.text()));
    ArrayNode notes = json.putArray("notes");
    run.notes().forEach(notes::add);
    return json;
  }

  private static ObjectNode encode(TableOutcome outcome) {
    ObjectNode json = JsonDocument.object();
    json.put("table", outcome.table().value());
    switch (outcome) {
      case TableOutcome.BackedUp(Snapshot snapshot) -> {
        json.put("status", "backed_up");
        json.setAll(encode(snapshot));
      }
      case TableOutcome.Failed failed -> {
        json.put("status", "failed");
        json.put("kind", failed.kind().wireName());
        json.put("reason", failed.reason());
        failed.salvage().ifPresent(snapshot -> json.set("salvage", encode(snapshot)));
      }
    }
    return json;
  }

  private static ObjectNode encode(Snapshot snapshot) {
    ObjectNode json = JsonDocument.object();
    json.put("location", snapshot.location().value());
    json.set("manifest", ManifestCodec.encode(snapshot.manifest()));
    return json;
  }

  static BackupRun decode(JsonFields json) throws MalformedDocumentException {
    json.requireFormat(FORMAT);
    List<TableOutcome> outcomes = new ArrayList<>();
    for (JsonFields outcome : json.objects("outcomes")) {
      outcomes.add(decodeOutcome(outcome));
    }
    return new BackupRun(
        json.value("id", "the id of a run", RunId::new),
        json.oneOf("trigger", RunTrigger.values(), RunTrigger::wireName),
        json.instant("started_at"),
        json.instant("finished_at"),
        outcomes,
        json.values("pruned", "the name of a snapshot", RunCodec::snapshotId),
        json.values("notes", "a text", Function.identity()));
  }

  private static SnapshotId snapshotId(String text) {
    return SnapshotId.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not the name of a snapshot"));
  }

  private static TableOutcome decodeOutcome(JsonFields json) throws MalformedDocumentException {
    return switch (json.text("status")) {
      case "backed_up" -> new TableOutcome.BackedUp(decodeSnapshot(json));
      case "failed" ->
          new TableOutcome.Failed(
              json.value("table", "a table's name", TableName::new),
              json.oneOf("kind", FailureKind.values(), FailureKind::wireName),
              json.text("reason"),
              json.optionalObject("salvage", RunCodec::decodeSnapshot));
      default -> throw new MalformedDocumentException("an outcome of unknown status");
    };
  }

  private static Snapshot decodeSnapshot(JsonFields json) throws MalformedDocumentException {
    return new Snapshot(
        ManifestCodec.decode(json.object("manifest")),
        json.value("location", "a location", TableLocation::new));
  }
}
