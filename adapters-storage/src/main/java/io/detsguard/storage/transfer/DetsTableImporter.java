package io.detsguard.storage.transfer;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableImporter;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TermSyntaxException;
import io.detsguard.storage.dets.CheckOptions;
import io.detsguard.storage.dets.TableFileChecker;
import io.detsguard.storage.dets.TableFileWriter;
import io.detsguard.storage.dets.TableSpec;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.NewFile;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.TermEncoder;
import io.detsguard.storage.term.TermScanner;
import io.detsguard.storage.term.text.TermParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes table files of Erlang terms. All records are held until they are written: see {@link
 * TableFileWriter}.
 *
 * @param files makes the new file
 * @param workers threads that check what was written, 1 or more
 */
public record DetsTableImporter(DurableFiles files, int workers) implements TableImporter {
  @Override
  public ImportedTable importTerms(InputStream terms, NewTable table, ProgressListener progress)
      throws IOException, InterruptedException, TermSyntaxException {
    TermsRead read = new TermsRead(terms, table);
    AtomicReference<CheckReport> proof = new AtomicReference<>();
    NewFile.Content<Long, TermSyntaxException> content = out -> read.insertAll().writeTo(out);
    long bytes =
        new NewFile(files, Path.of(table.location().value()))
            .write(content, draft -> proof.set(proven(draft, progress)));
    CheckReport report = proof.get();
    return new ImportedTable(read.given, report.objectsRead(), report.keysRead(), bytes);
  }

  private CheckReport proven(Path draft, ProgressListener progress)
      throws IOException, InterruptedException {
    CheckReport report =
        new TableFileChecker(new CheckOptions(workers, Digests.RECORDS))
            .check(draft, progress::reached);
    if (!report.isSound()) {
      throw new IOException("the table that was written is not sound: " + report.summary());
    }
    return report;
  }

  /** The terms of a text, on their way into a table. */
  private static final class TermsRead {
    private final TermParser parser;
    private final NewTable target;
    private final TableFileWriter writer;
    private final TermScanner scanner = new TermScanner();
    private long given;

    TermsRead(InputStream terms, NewTable target) {
      this.parser = new TermParser(terms);
      this.target = target;
      this.writer = new TableFileWriter(TableSpec.of(target.type(), target.keyPosition()));
    }

    TableFileWriter insertAll() throws IOException, TermSyntaxException {
      for (Optional<Term> term = parser.next(); term.isPresent(); term = parser.next()) {
        insert(TermEncoder.encode(term.get()));
      }
      return writer;
    }

    private void insert(byte[] encoding) throws TermSyntaxException {
      ByteView view = ByteView.of(encoding);
      long end = scanner.scanObject(view, 0, encoding.length, target.keyPosition());
      if (end == TermScanner.FAULT) {
        throw parser.error(scanner.faultExpected(), scanner.faultFound());
      }
      writer.insert(encoding);
      given++;
    }
  }
}
