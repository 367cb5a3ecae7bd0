package io.detsguard.storage.transfer;

import io.detsguard.storage.dets.RecordTable;
import io.detsguard.storage.dets.StoredRecord;
import java.io.IOException;
import java.io.Writer;

/** Writes records in one format: a beginning, records with those of a key together, and an end. */
interface RecordWriter {
  /** What comes before the first record. */
  default void begin(RecordTable table, Writer out) throws IOException {}

  /** The next record. */
  void record(StoredRecord record, Writer out) throws IOException;

  /** What comes after the last record. */
  default void end(Writer out) throws IOException {}
}
