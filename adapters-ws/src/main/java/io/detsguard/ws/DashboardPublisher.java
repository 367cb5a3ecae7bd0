package io.detsguard.ws;

import io.detsguard.application.port.in.BackUpTablesUseCase;
import io.detsguard.application.port.out.DashboardStateSource;
import io.detsguard.application.port.out.EventPublisher;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.ws.wire.MessageCodec;
import io.detsguard.ws.wire.WireEvent;
import io.micronaut.context.BeanProvider;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to all dashboards, in batches, at most ten a second.
 *
 * <p>One thread numbers the batches, encodes each of them once and hands it to the event loops; so
 * every client sees the same messages in the same order. {@link #publish} only puts an event into a
 * queue. While nothing happens and nobody waits for a state, nothing runs.
 *
 * <p>Numbers rise by one with each batch. A state carries the number of the last batch before it
 * was read: what comes after it is numbered one more.
 */
@Singleton
public final class DashboardPublisher implements EventPublisher {
  /** The least time between two batches. */
  static final Duration BATCH_INTERVAL = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(DashboardPublisher.class);
  private static final Duration STATE_RETRY = Duration.ofSeconds(1);

  /** Far more than can happen in a tenth of a second; beyond it, clients get the state instead. */
  private static final int MOST_QUEUED = 1_000;

  private final DashboardClients clients;
  private final MessageCodec codec;
  private final BeanProvider<BackUpTablesUseCase> backups;
  private final InstantSource clock;
  private final StateRequests states;
  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("dashboard-publisher").factory(),
          new DiscardPolicy()); // once stopped, there is nobody left to tell
  private final AtomicBoolean roundIsDue = new AtomicBoolean();

  private final Object queueLock = new Object();
  private final Queue<GuardEvent> queue = new ArrayDeque<>();
  private boolean eventsWereLost;

  // Of the thread alone.
  private final RunFollower follower = new RunFollower();
  private long seq;

  private volatile long lastRoundNanos = System.nanoTime() - BATCH_INTERVAL.toNanos();

  /**
   * @param backups asked for late: the use case publishes its events here
   * @param readers threads that may wait for disks
   */
  DashboardPublisher(
      DashboardClients clients,
      MessageCodec codec,
      BeanProvider<DashboardStateSource> state,
      BeanProvider<BackUpTablesUseCase> backups,
      InstantSource clock,
      @Named(TaskExecutors.BLOCKING) ExecutorService readers) {
    this.clients = clients;
    this.codec = codec;
    this.backups = backups;
    this.clock = clock;
    this.states = new StateRequests(state, codec, readers);
  }

  @Override
  public void publish(GuardEvent event) {
    synchronized (queueLock) {
      if (queue.size() == MOST_QUEUED) {
        queue.clear();
        eventsWereLost = true;
      }
      queue.add(event);
    }
    wake();
  }

  /** Has a state sent to this client; see {@link DashboardClient#resume}. From any thread. */
  void askForState(DashboardClient client) {
    thread.execute(
        () -> {
          states.add(client);
          wake();
        });
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }

  /** Sees to it that a round is coming, not sooner than an interval after the one before. */
  private void wake() {
    if (roundIsDue.compareAndSet(false, true)) {
      long wait = lastRoundNanos + BATCH_INTERVAL.toNanos() - System.nanoTime();
      thread.schedule(this::round, wait, TimeUnit.NANOSECONDS);
    }
  }

  private void round() {
    lastRoundNanos = System.nanoTime();
    roundIsDue.set(false);
    try {
      push(gather());
      if (states.areWaiting()) {
        states.begin(seq, state -> thread.execute(() -> finishState(state)));
      }
    } catch (RuntimeException e) {
      // The number is used up: clients notice the gap at the next batch and ask for the state.
      LOG.error("a batch of events could not be sent to the dashboards", e);
    }
    if (follower.isFollowing() && clients.count() > 0) {
      wake();
    }
  }

  private List<WireEvent> gather() {
    List<GuardEvent> events;
    synchronized (queueLock) {
      events = List.copyOf(queue);
      queue.clear();
      seq += eventsWereLost ? 1 : 0;
      eventsWereLost = false;
    }
    List<WireEvent> batch = new ArrayList<>(events.size() + 1);
    for (GuardEvent event : events) {
      follower.note(event);
      batch.add(WireEvent.from(event));
    }
    if (follower.isFollowing() && clients.count() > 0) {
      follower.moved(backups.get().current(), clock.instant()).ifPresent(batch::add);
    }
    return batch;
  }

  private void push(List<WireEvent> batch) {
    if (batch.isEmpty()) {
      return;
    }
    seq++;
    if (clients.count() == 0) {
      return;
    }
    SharedFrame message = SharedFrame.of(seq, codec.events(seq, batch));
    clients.offer(message);
    states.keep(message);
    message.release();
  }

  private void finishState(Optional<byte[]> state) {
    states.finish(state);
    if (states.areWaiting()) {
      if (state.isPresent()) {
        wake();
      } else {
        thread.schedule(this::wake, STATE_RETRY.toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }
}
