package io.detsguard.storage.dets;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.ByteView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Tables in memory, for tests: written by the product's writer, checked by its check. */
final class TestTables {
  private TestTables() {}

  static byte[] of(TableType type, List<byte[]> objects) {
    return of(TableSpec.of(type, 1), objects, List.of());
  }

  static byte[] of(TableSpec spec, List<byte[]> objects, List<byte[]> deleted) {
    try {
      TableFileWriter writer = new TableFileWriter(spec);
      objects.forEach(writer::insert);
      deleted.forEach(writer::insertDeleted);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      writer.writeTo(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CheckReport check(byte[] table) {
    return check(table, new CheckOptions(1, Digests.RECORDS));
  }

  static CheckReport check(byte[] table, CheckOptions options) {
    try {
      return new DeepCheck(ByteView.of(table), options, CheckProgress.NONE).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this", e);
    }
  }
}
