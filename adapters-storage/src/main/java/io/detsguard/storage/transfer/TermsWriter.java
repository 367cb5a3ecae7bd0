package io.detsguard.storage.transfer;

import io.detsguard.storage.dets.RecordTable;
import io.detsguard.storage.dets.StoredRecord;
import io.detsguard.storage.term.text.ErlangTermPrinter;
import java.io.IOException;
import java.io.Writer;

/** Each record as an Erlang term on a line of its own; a comment says what table they make. */
final class TermsWriter implements RecordWriter {
  private final ErlangTermPrinter printer = new ErlangTermPrinter();

  @Override
  public void begin(RecordTable table, Writer out) throws IOException {
    out.append("%% -*- coding: utf-8 -*-\n%% a ")
        .append(table.type().erlangName())
        .append(" with its key at position ")
        .append(Integer.toString(table.keyPosition()))
        .append('\n');
  }

  @Override
  public void record(StoredRecord record, Writer out) throws IOException {
    printer.print(record.view(), record.term(), out);
    out.append(".\n");
  }
}
