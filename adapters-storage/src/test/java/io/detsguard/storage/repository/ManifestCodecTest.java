package io.detsguard.storage.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.json.JsonDocument;
import io.detsguard.storage.json.MalformedDocumentException;
import java.time.Instant;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

/** Manifests to JSON and back, and JSON that is none. */
class ManifestCodecTest {
  private static final Manifest MANIFEST =
      Manifests.of(
          new SnapshotId(new TableName("task_queue"), Instant.parse("2026-02-11T14:30:00Z"), 2),
          "stored".getBytes(UTF_8));

  @Test
  void readsBackEveryField() throws Exception {
    byte[] json = JsonDocument.indented(ManifestCodec.encode(MANIFEST));

    assertEquals(MANIFEST, ManifestCodec.decode(JsonDocument.parse(json)));
  }

  @Test
  void saysWhatAPersonLooksForInReadableForm() {
    String json = new String(JsonDocument.indented(ManifestCodec.encode(MANIFEST)), UTF_8);

    assertTrue(json.contains("\n  \"snapshot\" : \"task_queue_2026-02-11T14-30-00_2\""), json);
    assertTrue(json.contains("\"taken_at\" : \"2026-02-11T14:30:00Z\""), json);
    assertTrue(json.contains("\"modified_at\" : \"2026-02-11T14:30:00.123456789Z\""), json);
    assertTrue(json.contains("\"live_bytes\" : null"), json);
  }

  @Test
  void refusesAnyOtherFormatBeforeLookingFurther() {
    assertEquals(
        "format 2 is not known here: this program reads format 1",
        refusal("{\"format\": 2, \"whatever\": []}"));
    assertEquals("format is missing", refusal("{}"));
    assertEquals("format: expected a whole number, found \"1\"", refusal("{\"format\": \"1\"}"));
  }

  @Test
  void refusesAManifestThatLacksAnyField() {
    ObjectNode whole = ManifestCodec.encode(MANIFEST);
    for (Iterator<String> names = whole.fieldNames(); names.hasNext(); ) {
      String field = names.next();
      if (!isDerived(field)) {
        ObjectNode lacking = whole.deepCopy();
        lacking.remove(field);
        assertEquals(field + " is missing", refusal(lacking.toString()));
      }
    }
  }

  /** Table and time are there for people; the snapshot's name says both. */
  private static boolean isDerived(String field) {
    return field.equals("table") || field.equals("taken_at");
  }

  @Test
  void namesTheFieldThatIsWrong() {
    assertEquals(
        "provenance.tries: expected a whole number from 1 to 2147483647, found 0",
        refusalWith("\"tries\":3", "\"tries\":0"));
    assertEquals(
        "provenance.stamp.modified_at: expected a time in nanoseconds, found \"yesterday\"",
        refusalWith("2026-02-11T14:30:00.123456789Z", "yesterday"));
    assertEquals(
        "provenance.stamp.modified_at: expected a time in nanoseconds, found"
            + " \"9999-12-31T23:59:59Z\"",
        refusalWith("2026-02-11T14:30:00.123456789Z", "9999-12-31T23:59:59Z"));
    assertEquals(
        "figures.slots.used: expected a whole number from 0, found 1.5",
        refusalWith("\"used\":512", "\"used\":1.5"));
    assertEquals(
        "figures.records: expected a whole number from 0, found 99999999999999999999",
        refusalWith("\"records\":120", "\"records\":99999999999999999999"));
    assertEquals(
        "snapshot: expected the name of a snapshot, found \"../../etc/passwd_2026-02-11T14-30-00_2\"",
        refusalWith("task_queue_2026", "../../etc/passwd_2026"));
    assertTrue(refusalWith("\"unchanged\":true", "\"unchanged\":1").contains("true or false"));
    assertTrue(refusalWith("\"stable_read\"", "\"guesswork\"").contains("one of [stable_read"));
  }

  @Test
  void refusesWhatIsNotOneJsonObject() {
    for (String text : new String[] {"", " ", "null", "[]", "{", "{}{}", "{\"a\":1,\"a\":2}"}) {
      assertTrue(!refusal(text).isEmpty(), text);
    }
    assertTrue(refusal("[".repeat(100_000)).contains("not JSON"));
  }

  private static String refusalWith(String part, String instead) {
    String json = ManifestCodec.encode(MANIFEST).toString();
    assertTrue(json.contains(part), json);
    return refusal(json.replace(part, instead));
  }

  private static String refusal(String json) {
    return assertThrows(
            MalformedDocumentException.class,
            () -> ManifestCodec.decode(JsonDocument.parse(json.getBytes(UTF_8))))
        .getMessage();
  }
}
