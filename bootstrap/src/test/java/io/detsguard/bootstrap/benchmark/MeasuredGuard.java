package io.detsguard.bootstrap.benchmark;

import io.detsguard.bootstrap.service.AdminToken;
import io.detsguard.bootstrap.service.FirstStart;
import io.detsguard.bootstrap.service.GuardService;
import io.detsguard.bootstrap.settings.InvalidSettingException;
import io.detsguard.bootstrap.settings.SettingKey;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.settings.SettingsLoader;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The whole service in this process and on a free port, whose answers are measured. */
final class MeasuredGuard implements AutoCloseable {
  private final GuardService service;
  private final String bearer;

  private MeasuredGuard(GuardService service, String bearer) {
    this.service = service;
    this.bearer = bearer;
  }

  /**
   * Starts it without a schedule.
   *
   * @param work where its data and its {@code backups} lie
   * @param tables the directory of the tables
   */
  static MeasuredGuard start(Path work, Path tables) throws Exception {
    Settings settings = settings(work, tables);
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    UseCaseWiring wiring = new UseCaseWiring(settings, clock, random);
    AdminToken token = new FirstStart(settings, wiring, clock).prepare();
    String bearer = "Bearer " + Files.readString(token.file()).strip();
    return new MeasuredGuard(GuardService.start(settings, wiring, clock, random), bearer);
  }

  private static Settings settings(Path work, Path tables) throws InvalidSettingException {
    return new SettingsLoader(System.getenv())
        .load(
            Map.of(
                SettingKey.DATA,
                work.resolve("data").toString(),
                SettingKey.TABLES,
                tables.toString(),
                SettingKey.DISCOVER,
                "true",
                SettingKey.BACKUPS,
                work.resolve("backups").toString(),
                SettingKey.PORT,
                "0",
                SettingKey.SCHEDULE_ENABLED,
                "false"),
            Optional.empty());
  }

  /** Where it gives its health report. */
  URI health() {
    return at("/api/admin/dets-health");
  }

  URI at(String path) {
    return service.address().resolve(path);
  }

  /** What requests say in their header {@code Authorization}. */
  String bearer() {
    return bearer;
  }

  /** A request with that header, to the service or to the server it is compared with. */
  HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address).header("Authorization", bearer);
  }

  @Override
  public void close() {
    service.close();
  }
}
