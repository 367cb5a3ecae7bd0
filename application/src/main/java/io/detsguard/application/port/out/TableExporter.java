package io.detsguard.application.port.out;

import io.detsguard.domain.table.RecordFormat;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes the records of tables that stood a check; takes memory for one collection at a time. */
public interface TableExporter {
  /**
   * Writes records to a stream, which is flushed and stays open.
   *
   * @param key only the records of this key, an Erlang term as text
   * @return how many were written
   * @throws TermSyntaxException when the key is no term
   * @throws InterruptedException when the calling thread is interrupted
   */
  long export(
      TableLocation table,
      RecordFormat format,
      Optional<String> key,
      OutputStream target,
      ProgressListener progress)
      throws IOException, InterruptedException, TermSyntaxException;

  /**
   * The same to a new file.
   *
   * @throws java.nio.file.FileAlreadyExistsException when there is something of that name
   */
  long export(
      TableLocation table,
      RecordFormat format,
      Optional<String> key,
      TableLocation target,
      ProgressListener progress)
      throws IOException, InterruptedException, TermSyntaxException;
}
