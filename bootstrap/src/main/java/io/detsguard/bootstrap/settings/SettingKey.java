package io.detsguard.bootstrap.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting, by the one name it has everywhere: {@code schedule.cron} in a configuration file
 * is {@code DETSGUARD_SCHEDULE_CRON} in the environment.
 *
 * <p>Units, ranges and meaning are in {@code docs/configuration.md}.
 */
public enum SettingKey {
  DATA("data", "data"),
  /** Default: {@code tables} in the data directory. */
  TABLES("tables", ""),
  /** Default: {@code backups} in the data directory. */
  BACKUPS("backups", ""),
  DISCOVER("discover", "false"),
  HOST("host", "127.0.0.1"),
  PORT("port", "4000"),
  SHUTDOWN_GRACE("shutdown-grace", "20s"),
  SCHEDULE_ENABLED("schedule.enabled", "true"),
  SCHEDULE_CRON("schedule.cron", "0 0 3 * * *"),
  SCHEDULE_ZONE("schedule.zone", "system"),
  SCHEDULE_JITTER("schedule.jitter", "5m"),
  RETENTION_KEEP_LAST("retention.keep-last", "3"),
  HEALTH_STALE_AFTER("health.stale-after", "48h"),
  HEALTH_FRAGMENTATION("health.fragmentation", "0.5"),
  HEALTH_FRAGMENTATION_FLOOR("health.fragmentation-floor-bytes", "1048576"),
  HEALTH_SPACE_FILL("health.space-fill", "0.8"),
  COPY_DEADLINE("copy.deadline", "2s"),
  COPY_REREAD_AFTER("copy.reread-after", "7d"),
  COPY_PARALLEL("copy.parallel", "0"),
  COPY_FROZEN_AFTER("copy.frozen-after", "10m"),
  DRILL_ENABLED("drill.enabled", "true"),
  DRILL_BYTES_PER_RUN("drill.bytes-per-run", "1073741824"),
  /** Default: none. */
  DRILL_ERLANG("drill.erlang", ""),
  DRILL_ERLANG_PATIENCE("drill.erlang-patience", "1m"),
  LOG_FORMAT("log.format", "text"),
  COMPACT_SCHEDULE("compact.schedule", "off"),
  /** Default: none. */
  NODE("node", ""),
  /** No default; needed as soon as there is a node. */
  COOKIE_FILE("cookie-file", ""),
  PAUSE_LIMIT("pause-limit", "0ms"),
  NODES_DISCOVER("nodes.discover", "false"),
  NODES_PAUSE_TABLES("nodes.pause-tables", "all"),
  /** Default: a name that the node gives. */
  NODES_OWN_NAME("nodes.own-name", ""),
  NODES_PLAIN_REMOTE("nodes.plain-remote", "false"),
  NODES_EPMD_PORT("nodes.epmd-port", "4369"),
  NODES_PATIENCE("nodes.patience", "5s"),
  /** Default: none, which means plain TCP. */
  NODES_TLS_KEY_STORE("nodes.tls.key-store", ""),
  /** Default: none; needed with a key store. */
  NODES_TLS_TRUST_STORE("nodes.tls.trust-store", ""),
  /** Default: none; needed with a key store. */
  NODES_TLS_PASSWORD_FILE("nodes.tls.password-file", ""),
  /** Default: none. */
  NODES_SYNC_COMMAND("nodes.sync-command", ""),
  NODES_SYNC_PATIENCE("nodes.sync-patience", "10s");

  private final String key;
  private final String defaultText;

  SettingKey(String key, String defaultText) {
    this.key = key;
    this.defaultText = defaultText;
  }

  /** Its name in a configuration file; a dot leads into a section. */
  public String key() {
    return key;
  }

  /** Its value, as text, when nobody sets it; empty when it depends on another setting. */
  public String defaultText() {
    return defaultText;
  }

  /** Whether it may have several values: a list in a configuration file, else words. */
  boolean isList() {
    return this == NODE || this == NODES_PAUSE_TABLES || this == NODES_SYNC_COMMAND;
  }

  /** Its name in the environment. */
  public String environmentName() {
    return "DETSGUARD_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The setting of that name in a configuration file, if there is one. */
  public static Optional<SettingKey> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
