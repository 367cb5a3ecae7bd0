package io.detsguard.bootstrap.settings;

import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.distribution.peer.NodeAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Understands the settings that have to do with Erlang nodes. */
final class NodeSettingsReader {
  /** The table resumes by itself after five seconds; a longer pause would be cut off by that. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final int MAX_PORT = 65_535;

  private final Map<SettingKey, GivenValue> all;

  /**
   * @param all every setting that was given or has a default
   */
  NodeSettingsReader(Map<SettingKey, GivenValue> all) {
    this.all = all;
  }

  NodeSettings settings() throws InvalidSettingException {
    List<NodeAddress> addresses = addresses();
    return new NodeSettings(
        addresses,
        addresses.isEmpty() ? Optional.empty() : Optional.of(access()),
        all.get(SettingKey.NODES_DISCOVER).bool(),
        all.get(SettingKey.NODES_PATIENCE).duration(Duration.ofMillis(100), LONGEST_WAIT),
        new NodeSettings.Pause(
            all.get(SettingKey.PAUSE_LIMIT).duration(Duration.ZERO, LONGEST_PAUSE), pauseTables()),
        command());
  }

  private List<NodeAddress> addresses() throws InvalidSettingException {
    Optional<GivenValue> given = given(SettingKey.NODE);
    List<NodeAddress> addresses = new ArrayList<>();
    if (given.isPresent()) {
      for (String text : given.get().words()) {
        addresses.add(
            NodeAddress.parse(text)
                .orElseThrow(() -> given.get().refused("nodes as " + NodeAddress.FORM)));
      }
    }
    return addresses;
  }

  private NodeSettings.Access access() throws InvalidSettingException {
    Path cookie = needed(SettingKey.COOKIE_FILE, SettingKey.NODE).path().toAbsolutePath();
    return new NodeSettings.Access(
        cookie,
        ownName(),
        all.get(SettingKey.NODES_PLAIN_REMOTE).bool(),
        (int) all.get(SettingKey.NODES_EPMD_PORT).integer(1, MAX_PORT),
        tls());
  }

  private Optional<NodeName> ownName() throws InvalidSettingException {
    Optional<GivenValue> given = given(SettingKey.NODES_OWN_NAME);
    if (given.isPresent() && !NodeName.isValid(given.get().text())) {
      throw given.get().refused("the name of a node, NAME@HOST");
    }
    return given.map(value -> new NodeName(value.text()));
  }

  private Optional<NodeSettings.Tls> tls() throws InvalidSettingException {
    Optional<GivenValue> keys = given(SettingKey.NODES_TLS_KEY_STORE);
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new NodeSettings.Tls(
            keys.get().path().toAbsolutePath(),
            needed(SettingKey.NODES_TLS_TRUST_STORE, SettingKey.NODES_TLS_KEY_STORE)
                .path()
                .toAbsolutePath(),
            needed(SettingKey.NODES_TLS_PASSWORD_FILE, SettingKey.NODES_TLS_KEY_STORE)
                .path()
                .toAbsolutePath()));
  }

  private Set<TableName> pauseTables() throws InvalidSettingException {
    GivenValue given = all.get(SettingKey.NODES_PAUSE_TABLES);
    Set<TableName> tables = new LinkedHashSet<>();
    if (!given.text().strip().equals("all")) {
      for (String text : given.words()) {
        if (!TableName.isValid(text)) {
          throw given.refused("names of tables, or the word all");
        }
        tables.add(new TableName(text));
      }
    }
    return tables;
  }

  private Optional<NodeSettings.SyncCommand> command() throws InvalidSettingException {
    Optional<GivenValue> given = given(SettingKey.NODES_SYNC_COMMAND);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    List<String> words = given.get().words();
    if (words.isEmpty()) {
      throw given.get().refused("a program and its arguments");
    }
    Duration patience =
        all.get(SettingKey.NODES_SYNC_PATIENCE).duration(Duration.ofMillis(100), LONGEST_WAIT);
    return Optional.of(new NodeSettings.SyncCommand(words, patience));
  }

  private Optional<GivenValue> given(SettingKey setting) {
    return Optional.ofNullable(all.get(setting));
  }

  private GivenValue needed(SettingKey setting, SettingKey because) throws InvalidSettingException {
    Optional<GivenValue> given = given(setting);
    if (given.isEmpty()) {
      throw new InvalidSettingException(
          "%s: expected a path, because %s is set (%s), found nothing"
              .formatted(setting.key(), because.key(), all.get(because).origin()));
    }
    return given.get();
  }
}
