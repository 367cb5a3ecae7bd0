package io.detsguard.bootstrap.cli;

import io.detsguard.bootstrap.settings.InvalidSettingException;
import io.detsguard.bootstrap.settings.SettingKey;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class CommonOptions {
  /** The name of the option that shows stack traces; also looked at when a command has failed. */
  static final String DEBUG = "--debug";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The program's own directory (default: data).")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--tables",
      paramLabel = "DIR",
      description = "Where the tables lie (default: tables in the data directory).")
  private Optional<String> tables = Optional.empty();

  @Option(
      names = "--backups",
      paramLabel = "DIR",
      description = "Where snapshots are kept (default: backups in the data directory).")
  private Optional<String> backups = Optional.empty();

  @Option(
      names = "--discover",
      description = "Find the tables in the tables directory by their content.")
  private boolean discover;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A configuration file; docs/configuration.md lists all settings.")
  private Optional<Path> config = Optional.empty();

  @Option(names = "--json", description = "Print results as JSON, one object a line.")
  private boolean json;

  @Option(names = DEBUG, description = "Log more, and show stack traces of failures.")
  private boolean debug;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "How the log is written: text or json (default: text).")
  private Optional<String> logFormat = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

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
