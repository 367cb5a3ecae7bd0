package io.detsguard.bootstrap.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.bootstrap.log.LogFormat;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.table.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
  @TempDir private Path directory;

  @Test
  void fillsInTheDefaults() throws Exception {
    Settings settings = load(Map.of(), Map.of());

    assertEquals(Path.of("data").toAbsolutePath(), settings.data());
    assertEquals(settings.data().resolve("tables"), settings.tables().directory());
    assertEquals(settings.data().resolve("backups"), settings.backups());
    assertEquals(new Settings.Server("127.0.0.1", 4000, Duration.ofSeconds(20)), settings.server());
    assertEquals(
        new Settings.Schedule(
            true, "0 0 3 * * *", new ScheduleZone.OfMachine(), Duration.ofMinutes(5)),
        settings.schedule());
    assertEquals(3, settings.retention().keepLast());
    assertEquals(HealthThresholds.DEFAULT, settings.health());
    assertEquals(
        new Settings.Copy(Duration.ofSeconds(2), Duration.ofDays(7), 0, Duration.ofMinutes(10)),
        settings.copy());
    assertEquals(
        new Settings.Drill(true, 1 << 30, Optional.empty(), Duration.ofMinutes(1)),
        settings.drill());
    assertEquals(LogFormat.TEXT, settings.logFormat());
  }

  @Test
  void listsTheNineTablesOfAnAgentHubByDefault() throws Exception {
    Settings.Tables tables = load(Map.of(), Map.of()).tables();

    assertEquals(9, tables.catalogue().size());
    assertEquals(Settings.Tables.DEFAULT_NAMES, List.copyOf(tables.catalogue().keySet()));
    assertEquals(
        tables.directory().resolve("task_queue.dets"),
        tables.catalogue().get(new TableName("task_queue")));
  }

  @Test
  void letsTheCommandLineWinOverTheEnvironmentAndThatOverTheFile() throws Exception {
    Path file = config("port: 1\nhost: file\ndata: file\n");
    Map<String, String> environment = Map.of("DETSGUARD_PORT", "2", "DETSGUARD_HOST", "variable");
    Settings settings =
        new SettingsLoader(environment).load(Map.of(SettingKey.PORT, "3"), Optional.of(file));

    assertEquals(3, settings.server().port());
    assertEquals("variable", settings.server().host());
    assertEquals(Path.of("file").toAbsolutePath(), settings.data());
  }

  @Test
  void keepsTablesAndBackupsInTheDataDirectoryUnlessToldOtherwise() throws Exception {
    Settings settings = load(Map.of(SettingKey.DATA, "x", SettingKey.BACKUPS, "y"), Map.of());

    assertEquals(Path.of("x/tables").toAbsolutePath(), settings.tables().directory());
    assertEquals(Path.of("y").toAbsolutePath(), settings.backups());
  }

  @Test
  void readsTheScheduleInTheZoneThatIsNamed() throws Exception {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Settings.Schedule named = loadFile("schedule: {zone: Europe/Berlin}").schedule();
    Settings.Schedule system = loadFile("schedule: {zone: system}").schedule();

    assertEquals(berlin, named.zone().resolve());
    assertEquals(ZoneId.systemDefault(), system.zone().resolve());
  }

  @Test
  void takesAnEmptyVariableAsNotSet() throws Exception {
    assertEquals(4000, load(Map.of(), Map.of("DETSGUARD_PORT", "")).server().port());
  }

  @Test
  void readsTheFileThatTheEnvironmentNames() throws Exception {
    Path file = config("retention:\n  keep-last: 9\n");
    Settings settings = load(Map.of(), Map.of("DETSGUARD_CONFIG", file.toString()));

    assertEquals(9, settings.retention().keepLast());
  }

  @Test
  void makesSamplesOnlyWhenNobodyNamesAPlaceForTables() throws Exception {
    assertTrue(load(Map.of(), Map.of()).tables().embeddedDefault());
    assertTrue(load(Map.of(SettingKey.DATA, "x"), Map.of()).tables().embeddedDefault());
    assertFalse(load(Map.of(SettingKey.TABLES, "x"), Map.of()).tables().embeddedDefault());
    assertFalse(load(Map.of(), Map.of("DETSGUARD_TABLES", "x")).tables().embeddedDefault());
    assertFalse(loadFile("tables: x").tables().embeddedDefault());
    assertFalse(loadFile("catalogue: {a: x.dets}").tables().embeddedDefault());
  }

  @Test
  void resolvesTheCatalogueAgainstTheTablesDirectory() throws Exception {
    Settings.Tables tables =
        loadFile("tables: t\ncatalogue:\n  b: sub/b.dets\n  a: /elsewhere/a.DAT\n").tables();

    assertEquals(
        List.of(new TableName("b"), new TableName("a")), List.copyOf(tables.catalogue().keySet()));
    assertEquals(
        Path.of("t/sub/b.dets").toAbsolutePath(), tables.catalogue().get(new TableName("b")));
    assertEquals(Path.of("/elsewhere/a.DAT"), tables.catalogue().get(new TableName("a")));
  }

  @Test
  void listsNothingUnaskedWhenTablesAreToBeDiscovered() throws Exception {
    Settings.Tables tables =
        load(Map.of(SettingKey.TABLES, "t", SettingKey.DISCOVER, "true"), Map.of()).tables();

    assertTrue(tables.discover());
    assertTrue(tables.catalogue().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "20s,PT20S", "5m,PT5M", "48h,PT48H", "7d,PT168H", "PT1H30M,PT1H30M"})
  void readsDurationsInEveryNotation(String text, Duration expected) throws Exception {
    assertEquals(
        expected, new GivenValue("x", "test", text).duration(Duration.ZERO, Duration.ofDays(99)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port: 65536 | port | whole number from 0 to 65535 | 65536",
        "port: many | port | whole number from 0 to 65535 | many",
        "host: '' | host | host name | \"\"",
        "discover: perhaps | discover | true or false | perhaps",
        "retention: {keep-last: 0} | retention.keep-last | from 1 | 0",
        "health: {fragmentation: 1.5} | health.fragmentation | share | 1.5",
        "health: {fragmentation: NaN} | health.fragmentation | share | NaN",
        "health: {stale-after: 0s} | health.stale-after | duration from PT1M | 0s",
        "copy: {deadline: soon} | copy.deadline | duration such as | soon",
        "schedule: {cron: '* * *'} | schedule.cron | six fields | * * *",
        "schedule: {cron: '0 3 * * *'} | schedule.cron | six fields | 0 3 * * *",
        "schedule: {cron: '0 0 99 * * *'} | schedule.cron | six fields | 0 0 99",
        "schedule: {cron: '0 0 3 30 2 *'} | schedule.cron | comes true | 0 0 3 30 2",
        "schedule: {zone: Mars/Olympus} | schedule.zone | time zone | Mars/Olympus",
        "log: {format: xml} | log.format | text or json | xml",
        "prot: 4000 | prot | there are data, tables | prot",
        "schedule: {crom: x} | schedule.crom | schedule.cron | schedule.crom",
        "catalogue: {'a/b': x} | catalogue.a/b | table name | a/b",
        "catalogue: {a: [1]} | catalogue.a | plain value | [1]",
        "schedule: 5 | schedule | key: value | 5",
      })
  void refusesWhatCannotBeRightAndNamesIt(String yaml, String key, String wanted, String found)
      throws Exception {
    Path file = config(yaml);
    Exception refusal =
        assertThrows(
            InvalidSettingException.class,
            () -> new SettingsLoader(Map.of()).load(Map.of(), Optional.of(file)));

    assertTrue(refusal.getMessage().contains(key), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(wanted), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(found), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
  }

  @Test
  void namesTheOptionOrVariableAsTheUserWroteIt() {
    Exception option =
        assertThrows(
            InvalidSettingException.class, () -> load(Map.of(SettingKey.PORT, "x"), Map.of()));
    Exception variable =
        assertThrows(
            InvalidSettingException.class,
            () -> load(Map.of(), Map.of("DETSGUARD_COPY_PARALLEL", "x")));

    assertTrue(option.getMessage().startsWith("--port (command line): "));
    assertTrue(variable.getMessage().startsWith("DETSGUARD_COPY_PARALLEL (environment): "));
  }

  @Test
  void refusesAFileThatIsMissingTooLongOrNoYaml() throws Exception {
    Path missing = directory.resolve("missing.yml");
    assertThrows(
        InvalidSettingException.class,
        () -> new SettingsLoader(Map.of()).load(Map.of(), Optional.of(missing)));
    assertRefused("#".repeat(ConfigurationFile.MAX_BYTES + 1), "at most 1048576 bytes");
    assertRefused("a: [", "not readable YAML");
    assertRefused("port: 1\nport: 2\n", "duplicate key port");
    assertRefused("- 1\n- 2\n", "key: value");
    assertRefused("port: !!java.net.URL [\"http://localhost\"]", "not readable YAML");
    assertRefused("a: &a [x]\nb: [*a, *a]\n", "not readable YAML");
  }

  @Test
  void refusesAFileThatIsNotUtf8() throws Exception {
    Path file = directory.resolve("latin1.yml");
    Files.write(file, new byte[] {'h', 'o', 's', 't', ':', ' ', (byte) 0xe4});
    Exception refusal =
        assertThrows(
            InvalidSettingException.class,
            () -> new SettingsLoader(Map.of()).load(Map.of(), Optional.of(file)));

    assertTrue(refusal.getMessage().contains("UTF-8"), refusal.getMessage());
  }

  private void assertRefused(String yaml, String wanted) throws Exception {
    Path file = config(yaml);
    Exception refusal =
        assertThrows(
            InvalidSettingException.class,
            () -> new SettingsLoader(Map.of()).load(Map.of(), Optional.of(file)));
    assertTrue(refusal.getMessage().contains(wanted), refusal.getMessage());
  }

  private Settings loadFile(String yaml) throws Exception {
    return new SettingsLoader(Map.of()).load(Map.of(), Optional.of(config(yaml)));
  }

  private static Settings load(Map<SettingKey, String> options, Map<String, String> environment)
      throws InvalidSettingException {
    return new SettingsLoader(environment).load(options, Optional.empty());
  }

  private Path config(String yaml) throws Exception {
    return Files.writeString(Files.createTempFile(directory, "config", ".yml"), yaml);
  }
}
