package io.detsguard.bootstrap;

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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Walks once through a part of the program, so that the virtual machine can note which classes a
 * start needs and keep them loaded and linked. The launcher runs it after each build, for the
 * service and the commands apart: a start loads all that was noted, needed or not. It leaves
 * nothing behind but what the virtual machine writes.
 */
final class TrainingRun {
  private final Path directory;
  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();

  private TrainingRun(Path directory) {
    this.directory = directory;
  }

  /**
   * Trains on sample tables in a temporary directory.
   *
   * @param arguments {@code service} or {@code commands}
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("detsguard-training-");
    try {
      TrainingRun run = new TrainingRun(directory);
      switch (arguments[0]) {
        case "service" -> run.service();
        case "commands" -> run.commands();
        default -> throw new IllegalArgumentException("no part " + arguments[0]);
      }
    } finally {
      delete(directory);
    }
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

  private void commands() throws IOException {
    new SampleTables(directory.resolve("tables"), new DiskFiles(), clock).makeIfEmpty();
    String table = directory.resolve("tables/task_queue.dets").toString();
    command("inspect", table);
    command("inspect", "--json", table);
    command("verify", table);
    command("verify", "--json", "--digest", table);
    command("list");
    command("health");
    command("token", "list");
    command("--help");
    command("inspect");
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
