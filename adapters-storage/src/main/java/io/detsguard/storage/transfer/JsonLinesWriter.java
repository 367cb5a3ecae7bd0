package io.detsguard.storage.transfer;

import io.detsguard.storage.dets.StoredRecord;
import io.detsguard.storage.term.text.JsonTermPrinter;
import java.io.IOException;
import java.io.Writer;

/** One JSON object a line: the key, and the record's elements as an array. */
final class JsonLinesWriter implements RecordWriter {
  private final JsonTermPrinter printer = new JsonTermPrinter();

  @Override
  public void record(StoredRecord record, Writer out) throws IOException {
    out.append("{\"key\":");
    printer.print(record.view(), record.key(), out);
    out.append(",\"record\":");
    printer.printElements(record.view(), record.term(), out);
    out.append("}\n");
  }
}
