package io.detsguard.bootstrap.cli;

import io.detsguard.bootstrap.settings.SettingKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of commands that may ask the Erlang node that owns the tables. */
final class NodeOptions implements OptionGroup {
  private final List<String> nodes = new ArrayList<>();
  private Optional<String> cookieFile = Optional.empty();
  private Optional<String> pauseLimit = Optional.empty();

  @Override
  public void addTo(CommandSyntax syntax) {
    syntax
        .texts(
            "--node",
            "NAME@HOST[:PORT]",
            nodes,
            "An Erlang node that owns tables; may be given several times.")
        .text(
            "--cookie-file",
            "FILE",
            given -> cookieFile = Optional.of(given),
            "Where the cookie of the nodes is; only its owner may have access.")
        .text(
            "--pause-limit",
            "TIME",
            given -> pauseLimit = Optional.of(given),
            "How long one table may be held for a backup, such as 500ms (default: never).");
  }

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
