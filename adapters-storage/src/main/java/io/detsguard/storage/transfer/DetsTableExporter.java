package io.detsguard.storage.transfer;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableExporter;
import io.detsguard.domain.table.RecordFormat;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.term.TermSyntaxException;
import io.detsguard.storage.dets.RecordTable;
import io.detsguard.storage.dets.RecordVisitor;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.NewFile;
import io.detsguard.storage.term.TermEncoder;
import io.detsguard.storage.term.text.TermParser;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Exports table files by their paths.
 *
 * @param files makes the new files
 */
public record DetsTableExporter(DurableFiles files) implements TableExporter {
  private static final int BUFFER_CHARACTERS = 1 << 16;

  @Override
  public long export(
      TableLocation table,
      RecordFormat format,
      Optional<String> key,
      OutputStream target,
      ProgressListener progress)
      throws IOException, InterruptedException, TermSyntaxException {
    Optional<byte[]> encodedKey = encode(key);
    return export(table, writer(format), encodedKey, target, progress);
  }

  @Override
  public long export(
      TableLocation table,
      RecordFormat format,
      Optional<String> key,
      TableLocation target,
      ProgressListener progress)
      throws IOException, InterruptedException, TermSyntaxException {
    Optional<byte[]> encodedKey = encode(key);
    return new NewFile(files, Path.of(target.value()))
        .write(out -> export(table, writer(format), encodedKey, out, progress), draft -> {});
  }

  private static Optional<byte[]> encode(Optional<String> key) throws TermSyntaxException {
    return key.isEmpty()
        ? Optional.empty()
        : Optional.of(TermEncoder.encode(TermParser.parse(key.get())));
  }

  private static RecordWriter writer(RecordFormat format) {
    return switch (format) {
      case JSON -> new JsonLinesWriter();
      case TERMS -> new TermsWriter();
      case CSV -> new KeysCsvWriter();
    };
  }

  private static long export(
      TableLocation table,
      RecordWriter writer,
      Optional<byte[]> key,
      OutputStream target,
      ProgressListener progress)
      throws IOException, InterruptedException {
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(target, StandardCharsets.UTF_8), BUFFER_CHARACTERS);
    return RecordTable.read(
        Path.of(table.value()),
        records -> {
          long written = write(records, writer, key, out, progress);
          out.flush();
          return written;
        });
  }

  private static long write(
      RecordTable table,
      RecordWriter writer,
      Optional<byte[]> key,
      Writer out,
      ProgressListener progress)
      throws IOException, InterruptedException {
    writer.begin(table, out);
    RecordVisitor records = record -> writer.record(record, out);
    long written =
        key.isPresent()
            ? table.lookUp(key.get(), records)
            : table.forEach(records, progress::reached);
    writer.end(out);
    return written;
  }
}
