package io.detsguard.bootstrap.cli;

import io.detsguard.bootstrap.settings.InvalidSettingException;
import io.detsguard.bootstrap.settings.SettingKey;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The options that every command takes. */
final class CommonOptions implements OptionGroup {
  /** The name of the option that shows stack traces; also looked at when a command has failed. */
  static final String DEBUG = "--debug";

  private Optional<String> data = Optional.empty();
  private Optional<String> tables = Optional.empty();
  private Optional<String> backups = Optional.empty();
  private boolean discover;
  private Optional<Path> config = Optional.empty();
  private boolean json;
  private Optional<String> logFormat = Optional.empty();

  @Override
  public void addTo(CommandSyntax syntax) {
    syntax
        .text(
            "--data",
            "DIR",
            given -> data = Optional.of(given),
            "The program's own directory (default: data).")
        .text(
            "--tables",
            "DIR",
            given -> tables = Optional.of(given),
            "Where the tables lie (default: tables in the data directory).")
        .text(
            "--backups",
            "DIR",
            given -> backups = Optional.of(given),
            "Where snapshots are kept (default: backups in the data directory).")
        .flag(
            "--discover",
            given -> discover = given,
            "Find the tables in the tables directory by their content.")
        .file(
            "--config",
            "FILE",
            given -> config = Optional.of(given),
            "A configuration file; docs/configuration.md lists all settings.")
        .flag("--json", given -> json = given, "Print results as JSON, one object a line.")
        // looked for by itself, before the command line is read and after a command has failed
        .flag(DEBUG, given -> {}, "Log more, and show stack traces of failures.")
        .text(
            "--log-format",
            "FORMAT",
            given -> logFormat = Optional.of(given),
            "How the log is written: text or json (default: text).")
        .help();
  }

  boolean json() {
    return json;
  }

  /**
   * The settings of this process, as far as these options and the environment say. The log follows
   * them from here on.
   */
  Settings settings(SettingsLoader loader) throws InvalidSettingException {
    return settings(loader, Map.of());
  }

  /** The same with options that only one command has. */
  Settings settings(SettingsLoader loader, Map<SettingKey, String> more)
      throws InvalidSettingException {
    Map<SettingKey, String> options = new EnumMap<>(SettingKey.class);
    data.ifPresent(text -> options.put(SettingKey.DATA, text));
    tables.ifPresent(text -> options.put(SettingKey.TABLES, text));
    backups.ifPresent(text -> options.put(SettingKey.BACKUPS, text));
    if (discover) {
      options.put(SettingKey.DISCOVER, "true");
    }
    logFormat.ifPresent(text -> options.put(SettingKey.LOG_FORMAT, text));
    options.putAll(more);
    Settings settings = loader.load(options, config);
    settings.logFormat().use();
    return settings;
  }
}
