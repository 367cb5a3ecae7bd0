package io.detsguard.application.service;

import io.detsguard.application.port.in.ImportTableUseCase;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableImporter;
import io.detsguard.application.port.out.TableImporter.ImportedTable;
import io.detsguard.application.port.out.TableImporter.NewTable;
import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.io.InputStream;

/** Imports terms; all that matters about it happens where the bytes are. */
public record ImportTableService(TableImporter importer) implements ImportTableUseCase {
  @Override
  public ImportedTable importTerms(InputStream terms, NewTable table, ProgressListener progress)
      throws IOException, InterruptedException, TermSyntaxException {
    return importer.importTerms(terms, table, progress);
  }
}
