package io.detsguard.http.health;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;

/** Says that the process answers; looks at nothing, so nothing can make it slow. */
@Controller("/health")
@Secured(SecurityRule.IS_ANONYMOUS)
final class LivenessController {
  private static final Liveness UP = new Liveness("UP");

  /**
   * @param status {@code UP}
   */
  @Serdeable.Serializable
  record Liveness(String status) {}

  @Get
  Liveness liveness() {
    return UP;
  }
}
