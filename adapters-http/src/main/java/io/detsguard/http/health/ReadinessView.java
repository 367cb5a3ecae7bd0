package io.detsguard.http.health;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether requests are of use now.
 *
 * @param status {@code UP} or {@code DOWN}
 * @param checks what was looked at, by name; null for callers without a token
 */
@Serdeable.Serializable
record ReadinessView(
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"UP", "DOWN"})
        String status,
    Optional<List<CheckView>> checks) {
  private static final String UP = HealthStatus.NAME_UP;

  static ReadinessView from(List<HealthResult> results, boolean detailed) {
    boolean ready = results.stream().allMatch(result -> isUp(result.getStatus()));
    return new ReadinessView(
        ready ? UP : HealthStatus.NAME_DOWN,
        detailed ? Optional.of(checks(results)) : Optional.empty());
  }

  private static List<CheckView> checks(List<HealthResult> results) {
    return results.stream()
        .map(CheckView::from)
        .sorted(Comparator.comparing(CheckView::name))
        .toList();
  }

  @JsonIgnore
  boolean isReady() {
    return status.equals(UP);
  }

  private static boolean isUp(HealthStatus status) {
    return status.getOperational().orElse(status.equals(HealthStatus.UP));
  }

  /**
   * One thing that was looked at.
   *
   * @param name what
   * @param status {@code UP} or another word
   * @param details what there is to say of it; null when there is nothing
   */
  @Serdeable.Serializable
  record CheckView(String name, String status, @Schema(type = "object") Optional<Object> details) {
    private static CheckView from(HealthResult result) {
      return new CheckView(
          result.getName(), result.getStatus().getName(), Optional.ofNullable(result.getDetails()));
    }
  }
}
