package io.detsguard.bootstrap.settings;

import io.detsguard.bootstrap.schedule.DueTimes;
import io.detsguard.domain.backup.RetentionPolicy;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.table.TableName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers the settings. What the command line says wins over the environment, that over the
 * configuration file, and that over the defaults.
 */
public final class SettingsLoader {
  /** The variable that names a configuration file when no option does. */
  public static final String CONFIG_VARIABLE = "DETSGUARD_CONFIG";

  private static final Duration LONGEST = Duration.ofDays(3650);

  private final Map<String, String> environment;

  /**
   * @param environment the variables of the process
   */
  public SettingsLoader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The settings of this process.
   *
   * @param options what the command line says
   * @param config the configuration file it names, if it does
   */
  public Settings load(Map<SettingKey, String> options, Optional<Path> config)
      throws InvalidSettingException {
    SettingsLayer given =
        SettingsLayer.ofOptions(options)
            .over(SettingsLayer.ofEnvironment(environment))
            .over(configuration(config));
    return new Resolution(given).settings();
  }

  private SettingsLayer configuration(Optional<Path> config) throws InvalidSettingException {
    String variable = environment.getOrDefault(CONFIG_VARIABLE, "");
    if (config.isEmpty() && variable.isEmpty()) {
      return new SettingsLayer(Map.of(), Map.of());
    }
    return ConfigurationFile.read(
        config.isPresent()
            ? config.get()
            : new GivenValue(CONFIG_VARIABLE, "environment", variable).path());
  }

  /** One walk from texts to checked values. */
  private static final class Resolution {
    private final SettingsLayer given;
    private final Map<SettingKey, GivenValue> all;

    Resolution(SettingsLayer given) {
      this.given = given;
      this.all = given.over(SettingsLayer.defaults()).values();
    }

    Settings settings() throws InvalidSettingException {
      Path data = all.get(SettingKey.DATA).path().toAbsolutePath().normalize();
      Settings.Tables tables = tables(directory(SettingKey.TABLES, data));
      return new Settings(
          data,
          tables,
          directory(SettingKey.BACKUPS, data),
          server(),
          schedule(),
          new RetentionPolicy((int) integer(SettingKey.RETENTION_KEEP_LAST, 1, 1_000_000)),
          health(),
          copy(),
          drill(),
          all.get(SettingKey.LOG_FORMAT).logFormat(),
          compaction(),
          new NodeSettingsReader(all).settings(),
          owners(tables));
    }

    /** Tables that are found later cannot be known here. */
    private Map<TableName, OwnerHandle> owners(Settings.Tables tables)
        throws InvalidSettingException {
      boolean found = tables.discover() || findsInNodes();
      for (TableName table : given.owners().keySet()) {
        if (!found && !tables.catalogue().containsKey(table)) {
          throw new InvalidSettingException(
              "owners." + table + ": expected a table of the catalogue, found none of that name");
        }
      }
      return given.owners();
    }

    private Path directory(SettingKey setting, Path data) throws InvalidSettingException {
      GivenValue value = all.get(setting);
      return value == null
          ? data.resolve(setting.key())
          : value.path().toAbsolutePath().normalize();
    }

    private Settings.Tables tables(Path directory) throws InvalidSettingException {
      boolean discover = all.get(SettingKey.DISCOVER).bool();
      boolean placed = given.values().containsKey(SettingKey.TABLES);
      return new Settings.Tables(
          directory,
          discover,
          catalogue(directory, discover),
          !placed && given.catalogue().isEmpty() && !findsInNodes());
    }

    private Map<TableName, Path> catalogue(Path directory, boolean discover)
        throws InvalidSettingException {
      Map<TableName, Path> catalogue = new LinkedHashMap<>();
      for (Map.Entry<TableName, GivenValue> entry : given.catalogue().entrySet()) {
        Path file = directory.resolve(entry.getValue().path()).normalize();
        catalogue.put(entry.getKey(), file);
      }
      if (catalogue.isEmpty() && !discover && !findsInNodes()) {
        Settings.Tables.DEFAULT_NAMES.forEach(
            name -> catalogue.put(name, directory.resolve(name + ".dets")));
      }
      return catalogue;
    }

    private boolean findsInNodes() throws InvalidSettingException {
      return all.get(SettingKey.NODES_DISCOVER).bool();
    }

    private Settings.Server server() throws InvalidSettingException {
      GivenValue host = all.get(SettingKey.HOST);
      if (host.text().isBlank()) {
        throw host.refused("a host name or address");
      }
      return new Settings.Server(
          host.text().strip(),
          (int) integer(SettingKey.PORT, 0, 65_535),
          duration(SettingKey.SHUTDOWN_GRACE, Duration.ZERO, Duration.ofHours(1)));
    }

    private Settings.Schedule schedule() throws InvalidSettingException {
      return new Settings.Schedule(
          all.get(SettingKey.SCHEDULE_ENABLED).bool(),
          cron(all.get(SettingKey.SCHEDULE_CRON)),
          all.get(SettingKey.SCHEDULE_ZONE).zone(),
          duration(SettingKey.SCHEDULE_JITTER, Duration.ZERO, Duration.ofHours(12)));
    }

    private static String cron(GivenValue value) throws InvalidSettingException {
      if (!DueTimes.isValid(value.text())) {
        throw value.refused(
            "a cron expression of six fields (second minute hour day month weekday) that comes"
                + " true some day");
      }
      return value.text();
    }

    /** A bare {@code off} is the boolean false in YAML. */
    private Settings.Compaction compaction() throws InvalidSettingException {
      GivenValue schedule = all.get(SettingKey.COMPACT_SCHEDULE);
      boolean off = Set.of("off", "false").contains(schedule.text().strip());
      return new Settings.Compaction(off ? Optional.empty() : Optional.of(cron(schedule)));
    }

    private HealthThresholds health() throws InvalidSettingException {
      return new HealthThresholds(
          duration(SettingKey.HEALTH_STALE_AFTER, Duration.ofMinutes(1), LONGEST),
          all.get(SettingKey.HEALTH_FRAGMENTATION).share(),
          integer(SettingKey.HEALTH_FRAGMENTATION_FLOOR, 0, Long.MAX_VALUE),
          all.get(SettingKey.HEALTH_SPACE_FILL).share());
    }

    private Settings.Copy copy() throws InvalidSettingException {
      return new Settings.Copy(
          duration(SettingKey.COPY_DEADLINE, Duration.ofMillis(1), Duration.ofHours(1)),
          duration(SettingKey.COPY_REREAD_AFTER, Duration.ZERO, LONGEST),
          (int) integer(SettingKey.COPY_PARALLEL, 0, 64),
          duration(SettingKey.COPY_FROZEN_AFTER, Duration.ZERO, LONGEST));
    }

    private Settings.Drill drill() throws InvalidSettingException {
      GivenValue erlang = all.get(SettingKey.DRILL_ERLANG);
      return new Settings.Drill(
          all.get(SettingKey.DRILL_ENABLED).bool(),
          integer(SettingKey.DRILL_BYTES_PER_RUN, 0, Long.MAX_VALUE),
          erlang == null ? Optional.empty() : Optional.of(erlang.path().toAbsolutePath()),
          duration(SettingKey.DRILL_ERLANG_PATIENCE, Duration.ofSeconds(1), Duration.ofHours(1)));
    }

    private long integer(SettingKey setting, long least, long most) throws InvalidSettingException {
      return all.get(setting).integer(least, most);
    }

    private Duration duration(SettingKey setting, Duration least, Duration most)
        throws InvalidSettingException {
      return all.get(setting).duration(least, most);
    }
  }
}
