package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common: usage, help, failures; and tokens. */
class CommandLineTest {
  @TempDir private Path data;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inspect | Missing required parameter",
        "verify | Missing required parameter",
        "frobnicate | frobnicate",
        "inspect --frobnicate x | --frobnicate",
        "backup a/b | expected a table name",
        "list a/b | expected a table name",
        "token create .hidden | a token's name",
        "token | required",
        "serve --port 70000 | --port (command line)",
        "list --config nosuch.yml | nosuch.yml",
      })
  void refusesWrongUsageInOneLineAndLeadsToTheHelp(String line, String wanted) {
    Invocation invocation = run(line.split(" "));

    assertEquals(2, invocation.code());
    assertEquals("", invocation.out());
    assertTrue(invocation.err().contains(wanted), invocation.err());
    assertTrue(invocation.err().lines().count() <= 2, invocation.err());
  }

  @Test
  void showsItsUsageWhenCalledWithNothing() {
    Invocation invocation = run();

    assertEquals(2, invocation.code());
    assertTrue(invocation.err().contains("inspect"), invocation.err());
    assertEquals("", invocation.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "serve", "backup", "list", "health", "inspect", "verify", "prune", "token"})
  void helpsOnStdout(String command) {
    Invocation help = command.isEmpty() ? run("--help") : run(command, "--help");

    assertEquals(0, help.code());
    assertTrue(help.out().startsWith("Usage: detsguard"), help.out());
    assertEquals("", help.err());
  }

  @Test
  void listsItsExitCodes() {
    String help = run("--help").out();

    for (String code : List.of("0", "1", "2", "3", "4", "130")) {
      assertTrue(help.lines().anyMatch(line -> line.strip().startsWith(code + " ")), help);
    }
  }

  @Test
  void tellsItsVersion() {
    assertTrue(run("--version").out().startsWith("detsguard "));
  }

  @Test
  void refusesATableThatIsNotInTheCatalogue() {
    Invocation backup = run("backup", "unheard_of");

    assertEquals(2, backup.code());
    assertTrue(backup.err().contains("unheard_of"), backup.err());
  }

  @Test
  void failsWhenTheRepositoryCannotBeRead() throws Exception {
    Files.writeString(data.resolve("backups"), "a file where a directory should be");
    Invocation list = run("list");

    assertEquals(4, list.code());
    assertEquals("", list.out());
    assertEquals(1, list.err().lines().count(), list.err());
  }

  @Test
  void showsAStackTraceOnlyOnRequest() throws Exception {
    Files.writeString(data.resolve("backups"), "a file where a directory should be");

    assertFalse(run("list").err().contains("\tat "));
    assertTrue(run("list", "--debug").err().contains("\tat "));
  }

  @Test
  void failsToServeOnAPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Invocation serve = run("serve", "--port", Integer.toString(taken.getLocalPort()));

      assertEquals(4, serve.code(), serve.err());
      assertTrue(serve.err().contains("cannot listen on 127.0.0.1"), serve.err());
      assertTrue(serve.err().contains("--port"), serve.err());
    }
  }

  @Test
  void createsListsAndRevokesTokens() throws Exception {
    Invocation created = run("token", "create", "ci");
    Invocation again = run("token", "create", "ci");
    Invocation listed = run("token", "list", "--json");
    Invocation revoked = run("token", "revoke", "ci");
    Invocation gone = run("token", "revoke", "ci");

    assertEquals(0, created.code(), created.err());
    assertTrue(created.out().strip().startsWith("dg_"), created.out());
    assertEquals(1, created.out().lines().count());
    assertEquals(3, again.code());
    assertEquals("", again.out());
    assertEquals("ci", listed.json().getFirst().get("name").asText());
    assertFalse(listed.out().contains(created.out().strip()));
    assertEquals(0, revoked.code());
    assertEquals(3, gone.code());
    assertEquals(List.of(), run("token", "list", "--json").json());
  }

  @Test
  void keepsTokensWhereOnlyTheirOwnerCanReadThem() throws Exception {
    run("token", "create", "ci");

    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("tokens.json"))));
  }

  private Invocation run(String... arguments) {
    return Invocation.of(Map.of("DETSGUARD_DATA", data.toString()), arguments);
  }

  @Test
  void refusesToServeWithAnErlangThatIsNotThere(@TempDir Path data) throws Exception {
    Path text = Files.writeString(data.resolve("no_program"), "text");
    for (String erlang : List.of("/nowhere/erl", data.toString(), text.toString())) {
      Invocation serve =
          Invocation.of(
              Map.of("DETSGUARD_DATA", data.toString(), "DETSGUARD_DRILL_ERLANG", erlang),
              "serve",
              "--port",
              "0");
      assertEquals(2, serve.code(), serve.err());
      assertTrue(serve.err().contains("drill.erlang: expected the program erl"), serve.err());
      assertTrue(serve.err().contains(erlang), serve.err());
    }
  }
}
