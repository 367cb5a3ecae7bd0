package io.detsguard.http.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Makes the registry that all figures are gathered in. */
@Factory
final class MetricsWiring {
  /** What every name begins with; dots become underscores on the wire. */
  static final String PREFIX = "detsguard.";

  @Singleton
  @Bean(preDestroy = "close")
  PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().meterFilter(new PrefixedNames());
    return registry;
  }

  /** Puts the names that Micrometer's own binders choose under ours. */
  private static final class PrefixedNames implements MeterFilter {
    @Override
    public Meter.Id map(Meter.Id id) {
      return id.getName().startsWith(PREFIX) ? id : id.withName(PREFIX + id.getName());
    }
  }
}
