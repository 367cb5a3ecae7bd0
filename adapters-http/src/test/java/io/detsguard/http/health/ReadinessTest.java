package io.detsguard.http.health;

import static io.detsguard.http.Json.assertJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.detsguard.domain.health.HealthAssessor;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.health.TableFacts;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.http.Examples;
import io.detsguard.http.TestServer;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import java.net.http.HttpResponse;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ReadinessTest {
  private static final String READINESS = "/health/readiness";

  @AutoClose private final TestServer server = TestServer.start();

  @BeforeEach
  void start() {
    server.health.answer(staleReport());
  }

  @Test
  void isReadyThoughBackupsAreStale() {
    HttpResponse<String> answer = server.get(READINESS);

    assertEquals(200, answer.statusCode());
    assertJson(
        """
        {"status":"UP","checks":[
          {"name":"gracefulShutdown","status":"UP","details":{"activeTasks":1}},
          {"name":"storage","status":"UP","details":{
            "health_status":"warning","stale_backup":true,"high_fragmentation":false,
            "last_backup_at":null,"tables":1,"tables_ok":0}}]}
        """,
        answer.body());
  }

  @Test
  void isNotReadyWhileTheStorageCannotBeRead() {
    server.health.failWith(new AccessDeniedException("/srv/backups"));

    HttpResponse<String> answer = server.get(READINESS);

    assertEquals(503, answer.statusCode());
    assertJson(
        """
        {"status":"DOWN","checks":[
          {"name":"gracefulShutdown","status":"UP","details":{"activeTasks":1}},
          {"name":"storage","status":"DOWN","details":{"reason":"permission denied"}}]}
        """,
        answer.body());
  }

  @Test
  void isReadyAgainOnceTheStorageCanBeRead() {
    server.health.failWith(new AccessDeniedException("/srv/backups"));
    server.get(READINESS);
    server.health.answer(staleReport());

    assertEquals(200, server.get(READINESS).statusCode());
  }

  @Test
  void tellsDetailsOnlyToThoseWithToken() {
    server.health.failWith(new AccessDeniedException("/srv/backups"));

    assertJson("{\"status\":\"DOWN\",\"checks\":null}", server.getWithout(READINESS).body());
    assertJson(
        "{\"status\":\"DOWN\",\"checks\":null}",
        server.sendAs("Bearer wrong", request -> request.GET(), READINESS).body());
  }

  @Test
  void livesWhileItIsNotReady() {
    server.health.failWith(new AccessDeniedException("/srv/backups"));

    assertEquals(200, server.getWithout("/health/liveness").statusCode());
    assertEquals(200, server.getWithout("/health").statusCode());
  }

  @Test
  void isNotReadyOnceShutdownHasBegun() {
    server.beans(GracefulShutdownCapable.class).stream()
        .filter(ReadinessTest::isIndicator)
        .forEach(GracefulShutdownCapable::shutdownGracefully);

    assertEquals(503, server.getWithout(READINESS).statusCode());
  }

  /** The server itself would shut down as well, and answer nobody. */
  private static boolean isIndicator(GracefulShutdownCapable bean) {
    return bean instanceof io.micronaut.management.health.indicator.HealthIndicator;
  }

  @Test
  void isHealthIndicatorOfMicronaut() {
    HealthResult result = Mono.from(server.bean(StorageHealthIndicator.class).getResult()).block();

    assertEquals("storage", result.getName());
    assertEquals(HealthStatus.UP, result.getStatus());
  }

  @Test
  void showsNothingElseOfTheManagementModule() {
    for (String path :
        List.of("/info", "/beans", "/env", "/loggers", "/routes", "/threaddump", "/refresh")) {
      assertEquals(404, server.get(path).statusCode(), path);
      assertFalse(server.getWithout(path).statusCode() == 200, path);
    }
  }

  private static HealthReport staleReport() {
    TableObservation look =
        new TableObservation.Readable(Examples.figures(), Examples.MODIFIED_AT, Optional.empty());
    return new HealthAssessor(HealthThresholds.DEFAULT)
        .assess(
            TestServer.NOW,
            Optional.empty(),
            List.of(new TableFacts(Examples.TASK_QUEUE, look, Optional.empty())));
  }
}
