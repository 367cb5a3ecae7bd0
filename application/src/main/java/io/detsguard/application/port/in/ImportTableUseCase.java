package io.detsguard.application.port.in;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableImporter.ImportedTable;
import io.detsguard.application.port.out.TableImporter.NewTable;
import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.io.InputStream;

/** Makes a table of Erlang terms. */
public interface ImportTableUseCase {
  /**
   * Reads terms and writes them as the records of a new table; what can fail, and how, is that of
   * {@link io.detsguard.application.port.out.TableImporter#importTerms}.
   *
   * @param terms UTF-8; it stays open
   */
  ImportedTable importTerms(InputStream terms, NewTable table, ProgressListener progress)
      throws IOException, InterruptedException, TermSyntaxException;
}
