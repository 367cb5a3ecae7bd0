package io.detsguard.bootstrap.wiring;

import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.storage.copy.OpenSince;
import io.detsguard.storage.live.DirectoryLiveTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Notices settings that are right and yet hardly meant: a directory full of tables of which none is
 * protected.
 *
 * @param tables the settings to look at
 */
record TableHints(Settings.Tables tables) {
  /** Sentences for the operator; none in the usual case. */
  List<String> hints() throws IOException {
    if (tables.discover() || !isDefaultCatalogue() || !Files.isDirectory(tables.directory())) {
      return List.of();
    }
    int others = tables.catalogue().values().stream().anyMatch(Files::exists) ? 0 : tablesThere();
    return others == 0
        ? List.of()
        : List.of(
            "None of the default tables is in "
                + tables.directory()
                + ", but "
                + others
                + (others == 1 ? " other is" : " others are")
                + ". To protect what is there, add --discover, or list it in a catalogue.");
  }

  private boolean isDefaultCatalogue() {
    return Settings.Tables.DEFAULT_NAMES.equals(List.copyOf(tables.catalogue().keySet()));
  }

  private int tablesThere() throws IOException {
    List<Path> directory = List.of(tables.directory());
    return new DirectoryLiveTables(List.of(), directory, new OpenSince(), InstantSource.system())
        .list()
        .size();
  }
}
