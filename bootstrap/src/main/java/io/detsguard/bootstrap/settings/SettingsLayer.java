package io.detsguard.bootstrap.settings;

import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.table.TableName;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one source sets: the command line, the environment or a configuration file.
 *
 * @param values the settings that this source has
 * @param catalogue tables by name, with the place of each; empty when this source names none
 * @param owners how the owners of tables let go of them; only a configuration file says that
 */
record SettingsLayer(
    Map<SettingKey, GivenValue> values,
    Map<TableName, GivenValue> catalogue,
    Map<TableName, OwnerHandle> owners) {

  /** A source that says nothing of owners. */
  SettingsLayer(Map<SettingKey, GivenValue> values, Map<TableName, GivenValue> catalogue) {
    this(values, catalogue, Map.of());
  }

  /** What nobody has to set. */
  static SettingsLayer defaults() {
    Map<SettingKey, GivenValue> values = new LinkedHashMap<>();
    for (SettingKey setting : SettingKey.values()) {
      if (!setting.defaultText().isEmpty()) {
        values.put(setting, new GivenValue(setting.key(), "default value", setting.defaultText()));
      }
    }
    return new SettingsLayer(values, Map.of());
  }

  /** Options of the command line, by setting. */
  static SettingsLayer ofOptions(Map<SettingKey, String> options) {
    Map<SettingKey, GivenValue> values = new LinkedHashMap<>();
    options.forEach(
        (setting, text) ->
            values.put(setting, new GivenValue("--" + setting.key(), "command line", text)));
    return new SettingsLayer(values, Map.of());
  }

  /** The variables of an environment that name settings; an empty one counts as not set. */
  static SettingsLayer ofEnvironment(Map<String, String> environment) {
    Map<SettingKey, GivenValue> values = new LinkedHashMap<>();
    for (SettingKey setting : SettingKey.values()) {
      String name = setting.environmentName();
      String text = environment.getOrDefault(name, "");
      if (!text.isEmpty()) {
        values.put(setting, new GivenValue(name, "environment", text));
      }
    }
    return new SettingsLayer(values, Map.of());
  }

  /** This layer on top of another: its values win, and so does its catalogue if it has one. */
  SettingsLayer over(SettingsLayer below) {
    Map<SettingKey, GivenValue> merged = new LinkedHashMap<>(below.values);
    merged.putAll(values);
    return new SettingsLayer(
        merged,
        catalogue.isEmpty() ? below.catalogue : catalogue,
        owners.isEmpty() ? below.owners : owners);
  }
}
