package io.detsguard.http.health;

import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.TableHealth;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Health reports as JSON. The use case gives the same report to all who ask within a second; and
 * from one report to the next most tables are what they were, so their JSON is taken over. With
 * 2,000 tables it has more than a megabyte. Safe for use by many threads.
 */
@Singleton
public final class HealthReportBytes {
  private final JsonMapper json;
  private volatile Optional<Written> latest = Optional.empty();

  HealthReportBytes(JsonMapper json) {
    this.json = json;
  }

  /**
   * A report that was written.
   *
   * @param tables each table of the report by itself, in its order
   */
  private record Written(HealthReport report, List<byte[]> tables, byte[] whole) {}

  /** The JSON of a {@link HealthReportView}; not to be changed by the caller. */
  public byte[] of(HealthReport report) throws IOException {
    Optional<Written> written = latest;
    if (written.isPresent() && written.get().report() == report) {
      return written.get().whole();
    }
    Written next = write(report, written);
    latest = Optional.of(next);
    return next.whole();
  }

  /** The same if it has been asked for before; needs no time. */
  public Optional<byte[]> atHand(HealthReport report) {
    return latest.filter(written -> written.report() == report).map(Written::whole);
  }

  private Written write(HealthReport report, Optional<Written> before) throws IOException {
    byte[][] tables = new byte[report.tables().size()][];
    for (int i = 0; i < tables.length; i++) {
      TableHealth table = report.tables().get(i);
      Optional<byte[]> same = written(before, i, table);
      tables[i] =
          same.isPresent() ? same.get() : json.writeValueAsBytes(TableHealthView.from(table));
    }
    List<byte[]> parts = List.of(tables);
    return new Written(report, parts, join(report, parts));
  }

  /** What was written of this table, if it was at the same place and was the same. */
  private static Optional<byte[]> written(Optional<Written> before, int place, TableHealth table) {
    return before
        .filter(written -> place < written.tables().size())
        .filter(written -> written.report().tables().get(place).equals(table))
        .map(written -> written.tables().get(place));
  }

  private byte[] join(HealthReport report, List<byte[]> tables) throws IOException {
    byte[] frame = json.writeValueAsBytes(HealthReportView.withoutTables(report));
    int end = frame.length - "]}".length(); // the tables are the last property
    int bytes = frame.length + tables.stream().mapToInt(table -> table.length + 1).sum();
    ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes);
    whole.write(frame, 0, end);
    for (int i = 0; i < tables.size(); i++) {
      if (i > 0) {
        whole.write(',');
      }
      whole.writeBytes(tables.get(i));
    }
    whole.write(frame, end, frame.length - end);
    return whole.toByteArray();
  }
}
