package io.detsguard.application.port.in;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.table.RecordFormat;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes the records of a table for others to read. */
public interface ExportTableUseCase {
  /**
   * Writes records to a stream, which is flushed and stays open. Nothing is written before the
   * table has stood its check.
   *
   * @throws UnusableTableException when the table is not sound
   * @throws UnknownSnapshotException when the repository has none of that name
   * @throws TermSyntaxException when the key is no Erlang term
   * @throws IOException when the table cannot be read, changes meanwhile, or cannot be written
   * @throws InterruptedException when the calling thread is interrupted
   */
  Export export(Request request, OutputStream target, ProgressListener progress)
      throws IOException, InterruptedException, TermSyntaxException;

  /**
   * The same to a new file, which appears whole or not at all.
   *
   * @throws java.nio.file.FileAlreadyExistsException when there is something of that name
   */
  Export export(Request request, TableLocation target, ProgressListener progress)
      throws IOException, InterruptedException, TermSyntaxException;

  /**
   * An export to make.
   *
   * @param key only the records of this key, an Erlang term as text; then the table is not read
   *     through, and only looked at for its ends and slots before
   * @param unclosedToo whether to take a table that was not properly closed for what can be read in
   *     it
   */
  record Request(
      TableSubject table, RecordFormat format, Optional<String> key, boolean unclosedToo) {}

  /**
   * What was exported.
   *
   * @param report what the check said before
   * @param records how many records were written
   */
  record Export(CheckReport report, long records) {}
}
