package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.detsguard.bootstrap.service.AdminToken;
import io.detsguard.bootstrap.service.FirstStart;
import io.detsguard.bootstrap.service.GuardService;
import io.detsguard.bootstrap.settings.InvalidSettingException;
import io.detsguard.bootstrap.settings.SettingKey;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import io.micronaut.http.server.exceptions.ServerStartupException;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/** {@code serve}: the service, until a signal ends it. */
final class ServeCommand implements Callable<Integer> {
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(15);

  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private final NodeOptions nodes = new NodeOptions();
  private Optional<String> host = Optional.empty();
  private Optional<String> port = Optional.empty();

  ServeCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(
            command,
            "serve",
            "Run the service: the API and the schedule.",
            "It ends on SIGTERM or SIGINT, after a running backup has finished or was abandoned cleanly.")
        .with(options)
        .with(nodes)
        .text(
            "--host",
            "ADDRESS",
            given -> host = Optional.of(given),
            "Address to listen on (default: 127.0.0.1).")
        .text(
            "--port",
            "PORT",
            given -> port = Optional.of(given),
            "Port to listen on; 0 takes a free one (default: 4000).")
        .spec();
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = settings();
    UseCaseWiring wiring = new UseCaseWiring(settings, context.clock(), context.random());
    AdminToken token = new FirstStart(settings, wiring, context.clock()).prepare();
    context.hinted(wiring);
    GuardService service = start(settings, wiring);
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
    announce(service, settings, token);
    settleDown();
    new CountDownLatch(1).await(); // a signal ends the process, by way of the hook
    return ExitCode.WELL;
  }

  /** Two thirds of the heap are garbage of the start, which an idle service would keep for days. */
  private static void settleDown() {
    CompletableFuture.delayedExecutor(SETTLED_AFTER.toSeconds(), TimeUnit.SECONDS)
        .execute(System::gc);
  }

  private Settings settings() throws InvalidSettingException {
    Map<SettingKey, String> more = new EnumMap<>(SettingKey.class);
    more.putAll(nodes.settings());
    host.ifPresent(text -> more.put(SettingKey.HOST, text));
    port.ifPresent(text -> more.put(SettingKey.PORT, text));
    return options.settings(context.settings(), more);
  }

  private GuardService start(Settings settings, UseCaseWiring wiring) throws IOException {
    try {
      return GuardService.start(settings, wiring, context.clock(), context.random());
    } catch (ServerStartupException e) {
      Settings.Server server = settings.server();
      Throwable reason = Optional.ofNullable(e.getCause()).orElse(e);
      throw new IOException(
          "cannot listen on "
              + server.host()
              + " port "
              + server.port()
              + ": "
              + reason.getMessage()
              + ". Is another detsguard running? Choose another port with --port.",
          e);
    }
  }

  private void announce(GuardService service, Settings settings, AdminToken token) {
    Console console = context.console();
    if (options.json()) {
      console.print(
          JsonNodeFactory.instance
              .objectNode()
              .put("address", service.address().toString())
              .put("admin_token_file", token.file().toString()));
      return;
    }
    console.print("");
    console.print("  DetsGuard is at    " + service.address());
    console.print("  Dashboard          " + service.address() + "/dashboard");
    console.print("  Tables             " + settings.tables().directory());
    console.print("  Backups            " + settings.backups());
    token
        .text()
        .ifPresent(text -> console.print("  Admin token        " + text + "  (shown this once)"));
    console.print("  " + token.whereabouts());
    console.print("");
    console.print("  Try:  curl -H \"Authorization: Bearer $(cat '" + token.file() + "')\" \\");
    console.print("          " + service.address() + "/api/admin/dets-health");
    console.print("");
  }
}
