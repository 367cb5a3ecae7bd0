package io.detsguard.application.port.out;

import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableType;
import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.io.InputStream;

/** Makes table files of Erlang terms. */
public interface TableImporter {
  /**
   * Reads terms, each ended by a full stop, and writes them as the records of a new table, which
   * gets its name only after every record was read back and checked.
   *
   * @param terms UTF-8; it stays open
   * @throws TermSyntaxException where the text is no term, or a term no record of such a table
   * @throws java.nio.file.FileAlreadyExistsException when there is something of the target's name
   * @throws IOException when the text cannot be read or the table not be written
   * @throws InterruptedException when the calling thread is interrupted
   */
  ImportedTable importTerms(InputStream terms, NewTable table, ProgressListener progress)
      throws IOException, InterruptedException, TermSyntaxException;

  /**
   * A table to make.
   *
   * @param keyPosition the element that is the key, counted from 1
   */
  record NewTable(TableLocation location, TableType type, int keyPosition) {}

  /**
   * A table that was made.
   *
   * @param given terms in the text
   * @param stored records in the table: fewer, when a set was given several of one key or a bag the
   *     same record again
   * @param keys different keys among them
   * @param bytes length of the file
   */
  record ImportedTable(long given, long stored, long keys, long bytes) {}
}
