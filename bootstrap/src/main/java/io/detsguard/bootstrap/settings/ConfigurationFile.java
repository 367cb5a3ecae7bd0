package io.detsguard.bootstrap.settings;

import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a configuration file: YAML, at most {@value #MAX_BYTES} bytes, plain values only. A key
 * that is not known or occurs twice is refused, so that a misspelt setting is never silently left
 * at its default.
 */
final class ConfigurationFile {
  /** Room for thousands of tables, and far below what a hostile file would need to hurt. */
  static final int MAX_BYTES = 1 << 20;

  private static final String CATALOGUE = "catalogue";
  private static final String OWNERS = "owners";

  private final Path file;
  private final String origin;
  private final Map<SettingKey, GivenValue> values = new LinkedHashMap<>();
  private final Map<TableName, GivenValue> catalogue = new LinkedHashMap<>();
  private final Map<TableName, OwnerHandle> owners = new LinkedHashMap<>();

  private ConfigurationFile(Path file) {
    this.file = file;
    this.origin = "configuration file " + file;
  }

  /** What the file sets. */
  static SettingsLayer read(Path file) throws InvalidSettingException {
    ConfigurationFile reader = new ConfigurationFile(file);
    reader.take("", reader.parse(reader.text()));
    return new SettingsLayer(reader.values, reader.catalogue, reader.owners);
  }

  private String text() throws InvalidSettingException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new InvalidSettingException(
            origin + ": expected at most " + MAX_BYTES + " bytes, found more");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidSettingException(origin + ": expected UTF-8 text, found other bytes");
    } catch (IOException e) {
      throw new InvalidSettingException(origin + " cannot be read: " + e);
    }
  }

  private Map<?, ?> parse(String text) throws InvalidSettingException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(5);
    options.setCodePointLimit(MAX_BYTES);
    try {
      Object root = new Yaml(new SafeConstructor(options)).load(text);
      return root == null ? Map.of() : mapping("the file", root);
    } catch (YAMLException e) {
      throw new InvalidSettingException(origin + " is not readable YAML: " + e.getMessage());
    }
  }

  private Map<?, ?> mapping(String what, Object value) throws InvalidSettingException {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new InvalidSettingException(
        origin + ": expected " + what + " to hold \"key: value\" lines, found " + value);
  }

  private void take(String prefix, Map<?, ?> entries) throws InvalidSettingException {
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      String key = prefix + entry.getKey();
      if (key.equals(CATALOGUE)) {
        takeCatalogue(mapping(CATALOGUE, entry.getValue()));
      } else if (key.equals(OWNERS)) {
        takeOwners(mapping(OWNERS, entry.getValue()));
      } else if (isSection(key)) {
        take(key + ".", mapping(key, entry.getValue()));
      } else {
        SettingKey setting = SettingKey.ofKey(key).orElseThrow(() -> unknown(key));
        values.put(setting, given(key, entry.getValue()));
      }
    }
  }

  private void takeCatalogue(Map<?, ?> entries) throws InvalidSettingException {
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      TableName table = table(CATALOGUE, entry.getKey());
      catalogue.put(table, given(CATALOGUE + "." + table, entry.getValue()));
    }
  }

  private void takeOwners(Map<?, ?> entries) throws InvalidSettingException {
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      TableName table = table(OWNERS, entry.getKey());
      String key = OWNERS + "." + table;
      owners.put(table, new OwnerEntry(key, origin, mapping(key, entry.getValue())).handle());
    }
  }

  private TableName table(String section, Object key) throws InvalidSettingException {
    String name = String.valueOf(key);
    if (!TableName.isValid(name)) {
      throw new InvalidSettingException(
          section
              + "."
              + name
              + " ("
              + origin
              + "): expected a table name of 1 to 100 letters, digits or _ . @ + ~ -, starting"
              + " with a letter, a digit or _");
    }
    return new TableName(name);
  }

  private GivenValue given(String key, Object value) throws InvalidSettingException {
    if (isPlain(value)) {
      return new GivenValue(key, origin, value.toString());
    }
    if (isList(key)
        && value instanceof List<?> list
        && list.stream().allMatch(ConfigurationFile::isPlain)) {
      // with one at the end, so that a list of one entry is known as a list
      String text =
          list.stream()
              .map(entry -> entry + GivenValue.LIST_SEPARATOR)
              .collect(Collectors.joining());
      return new GivenValue(key, origin, text);
    }
    throw new InvalidSettingException(
        "%s (%s): expected one plain value%s, found %s"
            .formatted(key, origin, isList(key) ? " or a list of them" : "", value));
  }

  private static boolean isList(String key) {
    return SettingKey.ofKey(key).filter(SettingKey::isList).isPresent();
  }

  /** Whether YAML has it as one value: a text, a number, or true or false. */
  static boolean isPlain(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  private static boolean isSection(String key) {
    return Arrays.stream(SettingKey.values()).anyMatch(s -> s.key().startsWith(key + "."));
  }

  private InvalidSettingException unknown(String key) {
    String valid =
        Arrays.stream(SettingKey.values()).map(SettingKey::key).collect(Collectors.joining(", "));
    return new InvalidSettingException(
        origin
            + ": there is no setting \""
            + key
            + "\"; there are "
            + valid
            + ", "
            + CATALOGUE
            + " and "
            + OWNERS);
  }
}
