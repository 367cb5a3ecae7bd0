package io.detsguard.http.health;

import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.domain.health.HealthReport;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The health of the storage as Micronaut knows health: up as long as the repository and the tables'
 * directories can be read. What the tables lack is in the details and takes nothing down. Looks at
 * the disk on the thread that subscribes.
 */
@Singleton
@Readiness
final class StorageHealthIndicator implements HealthIndicator {
  private static final String NAME = "storage";
  private static final Logger LOG = LoggerFactory.getLogger(StorageHealthIndicator.class);

  private final ReportHealthUseCase health;
  private final AtomicBoolean readable = new AtomicBoolean(true);

  StorageHealthIndicator(ReportHealthUseCase health) {
    this.health = health;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(this::look);
  }

  private HealthResult look() {
    try {
      HealthReport report = health.report();
      if (!readable.getAndSet(true)) {
        LOG.info("the storage can be read again");
      }
      return result(HealthStatus.UP, details(report));
    } catch (IOException e) {
      // Probes come every few seconds: only the first of a row has something new to tell.
      if (readable.getAndSet(false)) {
        LOG.error("the storage cannot be read; the service is not ready", e);
      }
      return result(HealthStatus.DOWN, Map.of("reason", IoTrouble.describe(e)));
    }
  }

  private static HealthResult result(HealthStatus status, Map<String, Object> details) {
    return HealthResult.builder(NAME, status).details(details).build();
  }

  private static Map<String, Object> details(HealthReport report) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("health_status", report.status().wireName());
    details.put("stale_backup", report.staleBackup());
    details.put("high_fragmentation", report.highFragmentation());
    details.put("last_backup_at", report.lastBackupAt().map(Instant::toEpochMilli).orElse(null));
    details.put("tables", report.tables().size());
    details.put(
        "tables_ok",
        report.tables().stream().filter(table -> table.conditions().isEmpty()).count());
    return details;
  }
}
