package io.detsguard.bootstrap.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.detsguard.bootstrap.service.AdminToken;
import io.detsguard.bootstrap.service.FirstStart;
import io.detsguard.bootstrap.service.GuardService;
import io.detsguard.bootstrap.settings.SettingKey;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.settings.SettingsLoader;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The whole service on a free port, as its first client sees it. */
final class RunningGuard implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GuardService service;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String token;
  private boolean closed;

  private RunningGuard(GuardService service, String token) {
    this.service = service;
    this.token = token;
  }

  /** Starts it without a schedule. */
  static RunningGuard start(Path data, InstantSource clock) throws Exception {
    return start(data, clock, Map.of(SettingKey.SCHEDULE_ENABLED, "false"));
  }

  /** Starts it with these settings beside the data directory and a free port. */
  static RunningGuard start(Path data, InstantSource clock, Map<SettingKey, String> more)
      throws Exception {
    return start(data, clock, more, Optional.empty());
  }

  /** Starts it with a configuration file as well. */
  static RunningGuard start(
      Path data, InstantSource clock, Map<SettingKey, String> more, Optional<Path> config)
      throws Exception {
    Map<SettingKey, String> options = new EnumMap<>(SettingKey.class);
    options.put(SettingKey.DATA, data.toString());
    options.put(SettingKey.PORT, "0");
    options.put(SettingKey.SHUTDOWN_GRACE, "5s");
    options.putAll(more);
    Settings settings = new SettingsLoader(Map.of()).load(options, config);
    SecureRandom random = new SecureRandom();
    UseCaseWiring wiring = new UseCaseWiring(settings, clock, random);
    AdminToken token = new FirstStart(settings, wiring, clock).prepare();
    GuardService service = GuardService.start(settings, wiring, clock, random);
    return new RunningGuard(service, Files.readString(token.file()).strip());
  }

  /** Where it can be reached. */
  URI address() {
    return service.address();
  }

  /** The admin token. */
  String token() {
    return token;
  }

  /** A status and a JSON body. */
  record Answer(int status, JsonNode body) {}

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Asks for a backup and waits for its end. */
  Answer backUp() throws IOException, InterruptedException {
    return send(request("/api/admin/backup").POST(BodyPublishers.noBody()));
  }

  /** Sends JSON. */
  Answer post(String path, String json) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  JsonNode health() throws IOException, InterruptedException {
    return get("/api/admin/dets-health").body();
  }

  JsonNode dashboard() throws IOException, InterruptedException {
    return get("/api/dashboard/state").body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(service.address().resolve(path))
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
  }

  /** A second time does nothing: tests stop services on purpose, and clean up after themselves. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    client.close();
    service.close();
  }
}
