package io.detsguard.storage.transfer;

import io.detsguard.storage.dets.RecordTable;
import io.detsguard.storage.dets.StoredRecord;
import io.detsguard.storage.term.text.ErlangTermPrinter;
import java.io.IOException;
import java.io.Writer;

/**
 * A line for each key, as RFC 4180 wants it: the key as an Erlang term in quotes, how many records
 * it has, and their bytes.
 */
final class KeysCsvWriter implements RecordWriter {
  private final ErlangTermPrinter printer = new ErlangTermPrinter();
  private long records;
  private long bytes;

  @Override
  public void begin(RecordTable table, Writer out) throws IOException {
    out.append("key,records,bytes\r\n");
  }

  @Override
  public void record(StoredRecord record, Writer out) throws IOException {
    if (record.isFirstOfKey()) {
      end(out);
      out.append('"');
      printer.print(record.view(), record.key(), new Quoting(out));
      out.append('"');
    }
    records++;
    bytes += record.storedBytes();
  }

  /** Completes the line of the key before. */
  @Override
  public void end(Writer out) throws IOException {
    if (records > 0) {
      out.append("," + records + "," + bytes + "\r\n");
    }
    records = 0;
    bytes = 0;
  }

  /** Doubles quotes, which is how CSV escapes them. */
  private record Quoting(Writer out) implements Appendable {
    @Override
    public Quoting append(CharSequence text) throws IOException {
      return append(text, 0, text.length());
    }

    @Override
    public Quoting append(CharSequence text, int start, int end) throws IOException {
      for (int i = start; i < end; i++) {
        append(text.charAt(i));
      }
      return this;
    }

    @Override
    public Quoting append(char c) throws IOException {
      if (c == '"') {
        out.append('"');
      }
      out.append(c);
      return this;
    }
  }
}
