package io.detsguard.bootstrap.cli;

import io.detsguard.bootstrap.settings.SettingKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of commands that may ask the Erlang node that owns the tables. */
final class NodeOptions {
  @Option(
      names = "--node",
      paramLabel = "NAME@HOST[:PORT]",
      description = "An Erlang node that owns tables; may be given several times.")
  private List<String> nodes = new ArrayList<>();

  @Option(
      names = "--cookie-file",
      paramLabel = "FILE",
      description = "Where the cookie of the nodes is; only its owner may have access.")
  private Optional<String> cookieFile = Optional.empty();

  @Option(
      names = "--pause-limit",
      paramLabel = "TIME",
      description = "How long one table may be held for a backup, such as 500ms (default: never).")
  private Optional<String> pauseLimit = Optional.empty();

  /** What these options set. */
  Map<SettingKey, String> settings() {
    Map<SettingKey, String> given = new EnumMap<>(SettingKey.class);
    if (!nodes.isEmpty()) {
      given.put(SettingKey.NODE, String.join(" ", nodes));
    }
    cookieFile.ifPresent(text -> given.put(SettingKey.COOKIE_FILE, text));
    pauseLimit.ifPresent(text -> given.put(SettingKey.PAUSE_LIMIT, text));
    return given;
  }
}
