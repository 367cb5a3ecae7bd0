package io.detsguard.application.port.out;

import io.detsguard.domain.event.GuardEvent;

/** Tells whoever listens. Returns at once, never throws, and never delays the teller. */
@FunctionalInterface
public interface EventPublisher {
  void publish(GuardEvent event);
}
