package io.detsguard.bootstrap.event;

import io.detsguard.application.port.out.EventPublisher;
import io.detsguard.domain.event.GuardEvent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners; one that fails is noted in the log and does not keep the others. */
public final class EventFanOut implements EventPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(EventFanOut.class);

  private final List<EventPublisher> listeners;

  /**
   * @param listeners told in this order
   */
  public EventFanOut(List<EventPublisher> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void publish(GuardEvent event) {
    for (EventPublisher listener : listeners) {
      try {
        listener.publish(event);
      } catch (RuntimeException e) {
        LOG.error("a listener failed to take {}", event.getClass().getSimpleName(), e);
      }
    }
  }
}
