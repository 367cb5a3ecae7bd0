package io.detsguard.storage.repository;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Provenance;
import io.detsguard.domain.backup.SalvageLosses;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.json.JsonDocument;
import io.detsguard.storage.json.JsonFields;
import io.detsguard.storage.json.MalformedDocumentException;
import java.time.Instant;
import java.util.Optional;

/**
 * A manifest as JSON and back. Source: {@code docs/repository-format.md}, "Manifest".
 *
 * <p>A manifest may have been written by another version of this program, or by anybody. A format
 * number that is not known here is refused before anything else is read; so is a field that is
 * missing or impossible. Fields that are not known are ignored.
 */
public final class ManifestCodec {
  /** The one format that is written and read here. */
  public static final int FORMAT = 1;

  /** No manifest of this format is longer. */
  public static final int MAX_BYTES = 1 << 16;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private ManifestCodec() {}

  /** The manifest as a JSON tree. */
  public static ObjectNode encode(Manifest manifest) {
    ObjectNode json = JsonDocument.object();
    json.put("format", FORMAT);
    json.put("snapshot", manifest.id().text());
    json.put("table", manifest.id().table().value());
    json.put("taken_at", manifest.id().takenAt().toString());
    json.put("bytes", manifest.bytes());
    json.put("sha256", manifest.sha256());
    json.put("record_digest", manifest.recordDigest().hex());
    json.set("figures", FiguresCodec.encode(manifest.figures()));
    json.set("provenance", encode(manifest.provenance()));
    manifest.losses().ifPresent(losses -> json.set("losses", encode(losses)));
    json.put("producer", manifest.producer());
    return json;
  }

  private static ObjectNode encode(Provenance provenance) {
    ObjectNode json = JsonDocument.object();
    json.put("source", provenance.source().value());
    json.set("stamp", encode(provenance.stamp()));
    json.put("method", provenance.method().wireName());
    json.put("grade", provenance.method().grade().wireName());
    json.put("tries", provenance.tries());
    json.put("pause", provenance.pause().toString());
    json.put("content_read_at", provenance.contentReadAt().toString());
    json.put("unchanged", provenance.unchanged());
    return json;
  }

  private static ObjectNode encode(SalvageLosses losses) {
    ObjectNode json = JsonDocument.object();
    json.put("collections", losses.collections());
    json.put("missing", losses.missing());
    json.put("doubtful", losses.doubtful());
    json.put("candidates", losses.candidates());
    json.put("unreachable_slots", losses.unreachableSlots());
    return json;
  }

  private static ObjectNode encode(SourceStamp stamp) {
    ObjectNode json = JsonDocument.object();
    json.put("device", stamp.device());
    json.put("inode", stamp.inode());
    json.put("bytes", stamp.bytes());
    json.put("modified_at", Instant.ofEpochSecond(0, stamp.modifiedNanos()).toString());
    json.put("changed_at", Instant.ofEpochSecond(0, stamp.changedNanos()).toString());
    json.put("head_sha256", stamp.headSha256());
    return json;
  }

  /**
   * Reads what {@link #encode(Manifest)} made.
   *
   * @throws MalformedDocumentException when it is of another format, or not a manifest
   */
  public static Manifest decode(JsonFields json) throws MalformedDocumentException {
    json.requireFormat(FORMAT);
    return new Manifest(
        json.value("snapshot", "the name of a snapshot", ManifestCodec::snapshotId),
        json.count("bytes"),
        json.sha256("sha256"),
        json.value("record_digest", "32 hexadecimal digits", RecordDigest::ofHex),
        FiguresCodec.decode(json.object("figures")),
        decodeProvenance(json.object("provenance")),
        json.optionalObject("losses", ManifestCodec::decodeLosses),
        json.text("producer"));
  }

  private static SnapshotId snapshotId(String text) {
    Optional<SnapshotId> id = SnapshotId.parse(text);
    return id.orElseThrow(() -> new IllegalArgumentException("not the name of a snapshot"));
  }

  private static Provenance decodeProvenance(JsonFields json) throws MalformedDocumentException {
    return new Provenance(
        json.value("source", "a location", TableLocation::new),
        decodeStamp(json.object("stamp")),
        json.oneOf("method", CopyMethod.values(), CopyMethod::wireName),
        json.number("tries", 1, Integer.MAX_VALUE),
        json.duration("pause"),
        json.instant("content_read_at"),
        json.flag("unchanged"));
  }

  private static SalvageLosses decodeLosses(JsonFields json) throws MalformedDocumentException {
    return new SalvageLosses(
        json.count("collections"),
        json.count("missing"),
        json.count("doubtful"),
        json.count("candidates"),
        json.count("unreachable_slots"));
  }

  private static SourceStamp decodeStamp(JsonFields json) throws MalformedDocumentException {
    return new SourceStamp(
        json.number("device"),
        json.number("inode"),
        json.count("bytes"),
        json.value("modified_at", "a time in nanoseconds", ManifestCodec::nanos),
        json.value("changed_at", "a time in nanoseconds", ManifestCodec::nanos),
        json.sha256("head_sha256"));
  }

  private static long nanos(String text) {
    Instant time = Instant.parse(text);
    try {
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("a time that 64 bits of nanoseconds cannot hold", e);
    }
  }
}
