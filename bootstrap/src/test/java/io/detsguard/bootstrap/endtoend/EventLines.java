package io.detsguard.bootstrap.endtoend;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** Listens to the log lines of events. */
final class EventLines implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.detsguard.events");
  private final Collector collector = new Collector();

  EventLines() {
    collector.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(collector);
  }

  /** The lines with that message, each as its key-value pairs. */
  List<String> of(String message) {
    return collector.events.stream()
        .filter(event -> event.getMessage().equals(message))
        .map(EventLines::pairs)
        .toList();
  }

  private static String pairs(ILoggingEvent event) {
    return event.getKeyValuePairs().stream()
        .map(KeyValuePair::toString)
        .collect(Collectors.joining(" "));
  }

  @Override
  public void close() {
    logger.detachAppender(collector);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  private static final class Collector extends AppenderBase<ILoggingEvent> {
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      events.add(event);
    }
  }
}
