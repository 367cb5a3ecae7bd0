package io.detsguard.bootstrap.service;

import io.detsguard.bootstrap.sample.SampleTables;
import io.detsguard.bootstrap.settings.InvalidSettingException;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.token.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
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

  /**
   * Makes the data directory, sample tables if nobody named tables, and the admin token.
   *
   * @throws InvalidSettingException when a drill would need a program that is not there
   */
  public AdminToken prepare() throws IOException, InvalidSettingException {
    requireErlang();
    files.createDirectories(settings.data());
    if (settings.tables().embeddedDefault()) {
      sampleTables();
    }
    return AdminToken.ensure(
        wiring.accessTokens(), settings.data(), new OwnerOnlyFile(files)::write);
  }

  /** Else every drill would fail, in the night, and call good snapshots unopened. */
  private void requireErlang() throws InvalidSettingException {
    Optional<Path> missing =
        settings
            .drill()
            .erlang()
            .filter(erl -> settings.drill().enabled())
            .filter(erl -> !Files.isRegularFile(erl) || !Files.isExecutable(erl));
    if (missing.isPresent()) {
      throw new InvalidSettingException(
          "drill.erlang: expected the program erl, such as /usr/bin/erl, found \""
              + missing.get()
              + "\", where there is no program; leave the setting out to drill without Erlang");
    }
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
