package io.detsguard.bootstrap.service;

import io.detsguard.bootstrap.sample.SampleTables;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.token.OwnerOnlyFile;
import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what a service needs to be of use; what is there already stays as it is. */
public final class FirstStart {
  private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

  private final Settings settings;
  private final UseCaseWiring wiring;
  private final InstantSource clock;
  private final DurableFiles files = new DiskFiles();

  public FirstStart(Settings settings, UseCaseWiring wiring, InstantSource clock) {
    this.settings = settings;
    this.wiring = wiring;
    this.clock = clock;
  }

  /** Makes the data directory, sample tables if nobody named tables, and the admin token. */
  public AdminToken prepare() throws IOException {
    files.createDirectories(settings.data());
    if (settings.tables().embeddedDefault()) {
      sampleTables();
    }
    return AdminToken.ensure(
        wiring.accessTokens(), settings.data(), new OwnerOnlyFile(files)::write);
  }

  private void sampleTables() throws IOException {
    Settings.Tables tables = settings.tables();
    boolean made = new SampleTables(tables.directory(), files, clock).makeIfEmpty();
    if (made) {
      LOG.warn("nobody has named a place for tables: made SAMPLE tables in {}", tables.directory());
    } else if (SampleTables.areIn(tables.directory())) {
      LOG.warn("the tables in {} are SAMPLES", tables.directory());
    }
  }
}
