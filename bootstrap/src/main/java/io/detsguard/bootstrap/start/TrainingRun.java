package io.detsguard.bootstrap.start;

import io.detsguard.bootstrap.DetsGuardApplication;
import io.detsguard.bootstrap.cli.CommandContext;
import io.detsguard.bootstrap.cli.CommandLineProgram;
import io.detsguard.bootstrap.cli.Console;
import io.detsguard.bootstrap.sample.SampleTables;
import io.detsguard.bootstrap.service.FirstStart;
import io.detsguard.bootstrap.service.GuardService;
import io.detsguard.bootstrap.settings.SettingKey;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.settings.SettingsLoader;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import io.detsguard.storage.file.DiskFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Walks through a part of the program, so that the virtual machine can note which classes a start
 * needs and keep them loaded and linked, and which methods are worth compiling at once. The
 * launcher runs it after each build, for each part apart: a start loads all that was noted, needed
 * or not. It leaves nothing behind but what the virtual machine writes.
 */
final class TrainingRun {
  /** Often enough that the machine also notes what is worth compiling. */
  private static final int ROUNDS = 40;

  private final Path directory;
  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();

  private TrainingRun(Path directory) {
    this.directory = directory;
  }

  /**
   * Trains on sample tables in a temporary directory, or only makes such tables for a training that
   * needs no more.
   *
   * @param arguments {@code service}, {@code looks} or {@code work}; or {@code samples} and the
   *     directory where they are to lie
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("samples")) {
      makeSamples(Path.of(arguments[1]));
      return;
    }
    Path directory = Files.createTempDirectory("detsguard-training-");
    try {
      TrainingRun run = new TrainingRun(directory);
      switch (arguments[0]) {
        case "service" -> run.service();
        case "looks" -> run.looks();
        case "work" -> run.work();
        default -> throw new IllegalArgumentException("no part " + arguments[0]);
      }
    } finally {
      delete(directory);
    }
  }

  private static void makeSamples(Path directory) throws IOException {
    new SampleTables(directory, new DiskFiles(), InstantSource.system()).makeIfEmpty();
  }

  private void service() throws Exception {
    Settings settings =
        new SettingsLoader(Map.of())
            .load(
                Map.of(
                    SettingKey.DATA, directory.toString(),
                    SettingKey.PORT, "0",
                    SettingKey.SHUTDOWN_GRACE, "1s"),
                Optional.empty());
    UseCaseWiring wiring = new UseCaseWiring(settings, clock, random);
    String token = new FirstStart(settings, wiring, clock).prepare().text().orElseThrow();
    try (GuardService service = GuardService.start(settings, wiring, clock, random)) {
      send(service.address(), token, "GET /api/admin/dets-health");
      send(service.address(), token, "POST /api/admin/backup");
      send(service.address(), token, "GET /api/dashboard/state");
    }
  }

  /** By a bare socket: the classes of an HTTP client would be noted, too. */
  private static void send(URI server, String token, String what) throws IOException {
    String request =
        what
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n"
            + "Authorization: Bearer "
            + token
            + "\r\n\r\n";
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      String text = new String(answer, StandardCharsets.UTF_8);
      if (!text.startsWith("HTTP/1.1 200 ")) {
        throw new IOException(what + " was answered with " + text);
      }
    }
  }

  /** Commands that read headers and small files, and are over at once. */
  private void looks() throws IOException {
    String table = sampleTables().getFirst();
    DetsGuardApplication.run("inspect", table);
    command("inspect", "--json", table);
    command("list");
    command("health");
    command("token", "list");
    command("--help");
    command("inspect");
  }

  /** Commands that read and write whole tables. */
  private void work() throws IOException {
    List<String> tables = sampleTables();
    Path made = directory.resolve("made.dets");
    for (int round = 0; round < ROUNDS; round++) {
      String table = tables.get(round % tables.size());
      command("repair", "--to", made.toString(), table);
      command("diff", table, made.toString());
      command("export", table);
      Files.delete(made);
    }
    DetsGuardApplication.run("backup", "--data", directory.toString());
    command("compact", "--dry-run", "task_queue");
    command("restore", "--dry-run", "task_queue");
  }

  private List<String> sampleTables() throws IOException {
    Path samples = directory.resolve("tables");
    makeSamples(samples);
    return Settings.Tables.DEFAULT_NAMES.stream()
        .map(table -> samples.resolve(table + ".dets").toString())
        .toList();
  }

  private void command(String... arguments) {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    Console console = new Console(nowhere, nowhere, false, false);
    SettingsLoader here = new SettingsLoader(Map.of("DETSGUARD_DATA", directory.toString()));
    CommandLineProgram.run(new CommandContext(console, here, clock, random), arguments);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
