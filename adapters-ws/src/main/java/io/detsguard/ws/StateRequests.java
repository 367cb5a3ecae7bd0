package io.detsguard.ws;

import io.detsguard.application.port.out.DashboardStateSource;
import io.detsguard.ws.wire.MessageCodec;
import io.micronaut.context.BeanProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients that wait for the whole state, and the one reading that serves them.
 *
 * <p>The state is read once for all who wait. Who asks during a reading is served by the next one:
 * the reading under way may have begun before what made that client ask. What happens during a
 * reading is kept, up to a bound, and sent after the state, so that a client that got state number
 * 7 gets message 8 next. Over the bound nothing is kept: clients notice the gap by the numbers and
 * ask again.
 *
 * <p>Used by one thread only, that of {@link DashboardPublisher}; only the reading itself, which
 * waits for disks, runs elsewhere.
 */
final class StateRequests {
  private static final Logger LOG = LoggerFactory.getLogger(StateRequests.class);
  private static final int MOST_KEPT_BYTES = 1 << 20;

  private final BeanProvider<DashboardStateSource> source;
  private final MessageCodec codec;
  private final Executor readers;
  private Set<DashboardClient> waiting = new LinkedHashSet<>();
  private Optional<Reading> underWay = Optional.empty();

  /**
   * @param source asked for late: whatever reads the state may need the publisher of events itself
   * @param readers threads that may wait for disks
   */
  StateRequests(BeanProvider<DashboardStateSource> source, MessageCodec codec, Executor readers) {
    this.source = source;
    this.codec = codec;
    this.readers = readers;
  }

  void add(DashboardClient client) {
    waiting.add(client);
  }

  /** Whether a reading should begin. */
  boolean areWaiting() {
    return !waiting.isEmpty() && underWay.isEmpty();
  }

  /**
   * Begins to read the state for all who wait. Until it is there, events pass them by.
   *
   * @param before the number of the last message that was sent
   * @param done gets the answer, on some other thread: the bytes of the state, unless it could not
   *     be read
   */
  void begin(long before, Consumer<Optional<byte[]>> done) {
    waiting.removeIf(DashboardClient::isGone);
    Reading reading = new Reading(before, waiting);
    waiting = new LinkedHashSet<>();
    underWay = Optional.of(reading);
    reading.eachClient(DashboardClient::hold);
    readers.execute(() -> done.accept(read()));
  }

  private Optional<byte[]> read() {
    try {
      return Optional.of(source.get().currentState());
    } catch (IOException | RuntimeException e) {
      LOG.error("the state for dashboards could not be read; trying again", e);
      return Optional.empty();
    }
  }

  /** Keeps a message for those who are waiting for the reading under way. */
  void keep(SharedFrame message) {
    underWay.ifPresent(reading -> reading.keep(message));
  }

  /**
   * Ends the reading under way: sends the state to those whom it was for. Without a state they go
   * on waiting.
   */
  void finish(Optional<byte[]> state) {
    Reading reading = underWay.orElseThrow();
    underWay = Optional.empty();
    if (state.isEmpty()) {
      waiting.addAll(reading.clients);
    }
    reading.deliver(
        state.map(bytes -> SharedFrame.of(reading.before, codec.snapshot(reading.before, bytes))));
  }

  /** One reading, whom it is for, and what happened since it began. */
  private static final class Reading {
    private final long before;
    private final Set<DashboardClient> clients;
    private final List<SharedFrame> since = new ArrayList<>();
    private int keptBytes;

    Reading(long before, Set<DashboardClient> clients) {
      this.before = before;
      this.clients = clients;
    }

    void eachClient(Consumer<DashboardClient> action) {
      for (DashboardClient client : clients) {
        client.channel().eventLoop().execute(() -> action.accept(client));
      }
    }

    void keep(SharedFrame message) {
      keptBytes += message.length();
      if (keptBytes <= MOST_KEPT_BYTES) {
        since.add(message.retain());
      } else {
        keptBytes = MOST_KEPT_BYTES + 1; // from here on, so that there is one gap and no second
      }
    }

    void deliver(Optional<SharedFrame> state) {
      List<SharedFrame> messages = List.copyOf(since);
      for (DashboardClient client : clients) {
        state.ifPresent(SharedFrame::retain);
        messages.forEach(SharedFrame::retain);
        client
            .channel()
            .eventLoop()
            .execute(
                () -> {
                  client.resume(state, before, messages);
                  state.ifPresent(SharedFrame::release);
                  messages.forEach(SharedFrame::release);
                });
      }
      state.ifPresent(SharedFrame::release);
      messages.forEach(SharedFrame::release);
    }
  }
}
