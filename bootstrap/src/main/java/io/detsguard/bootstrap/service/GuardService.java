package io.detsguard.bootstrap.service;

import io.detsguard.application.port.in.CompactIdleTablesUseCase;
import io.detsguard.application.port.in.ListSnapshotsUseCase;
import io.detsguard.application.service.BackUpTablesService;
import io.detsguard.application.service.HealthWatch;
import io.detsguard.bootstrap.event.EventFanOut;
import io.detsguard.bootstrap.schedule.BackupSchedule;
import io.detsguard.bootstrap.schedule.CompactionSchedule;
import io.detsguard.bootstrap.schedule.DueTimes;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.ws.DashboardClients;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service at work. Safe for use by many threads. */
public final class GuardService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GuardService.class);

  /** The close code by which a client knows that the server leaves and may be back. */
  private static final int GOING_AWAY = 1001;

  private static final Duration SOCKETS_GRACE = Duration.ofSeconds(2);

  private final Settings settings;
  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final ScheduledExecutorService timer;

  /** Of the compaction alone: it may take long, and the timer has more to do. */
  private final ScheduledExecutorService compactor;

  private GuardService(
      Settings settings,
      ApplicationContext context,
      EmbeddedServer server,
      ScheduledExecutorService timer,
      ScheduledExecutorService compactor) {
    this.settings = settings;
    this.context = context;
    this.server = server;
    this.timer = timer;
    this.compactor = compactor;
  }

  /**
   * Brings up the service.
   *
   * @param random a source that cannot be predicted
   * @throws ServerStartupException when the address cannot be had
   * @throws IOException when the repository or the journal cannot be read
   */
  public static GuardService start(
      Settings settings, UseCaseWiring wiring, InstantSource clock, RandomGenerator random)
      throws IOException {
    ApplicationContext context = context(settings, wiring);
    ScheduledExecutorService timer = OwnThread.named("schedule");
    ScheduledExecutorService compactor = OwnThread.named("compaction");
    try {
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      GuardService service = new GuardService(settings, context, server, timer, compactor);
      service.schedule(wiring, clock, random);
      service.scheduleCompaction(wiring, clock);
      service.watchHealth();
      context.getBean(FigureRecorder.class).start();
      context.getBean(DrillRunner.class).start();
      context.getBean(NodeLookout.class).start();
      return service;
    } catch (IOException | RuntimeException e) {
      timer.shutdownNow();
      compactor.shutdownNow();
      context.close();
      throw e;
    }
  }

  private static ApplicationContext context(Settings settings, UseCaseWiring wiring) {
    Map<String, Object> properties =
        Map.of(
            "micronaut.application.name", "detsguard",
            "micronaut.server.host", settings.server().host(),
            "micronaut.server.port", settings.server().port());
    return ApplicationContext.builder()
        .deduceEnvironment(false)
        .bootstrapEnvironment(false)
        .banner(false)
        .propertySources()
        .properties(properties)
        .singletons(settings, wiring)
        .start();
  }

  private void schedule(UseCaseWiring wiring, InstantSource clock, RandomGenerator random)
      throws IOException {
    Settings.Schedule schedule = settings.schedule();
    if (!schedule.enabled()) {
      LOG.info("the schedule is switched off; backups are made on request only");
      return;
    }
    BackupSchedule backups =
        new BackupSchedule(
            context.getBean(BackUpTablesService.class),
            new DueTimes(schedule.cron(), schedule.zone().resolve()),
            schedule.jitter(),
            random,
            clock,
            lastRuns(wiring));
    backups.start(timer);
  }

  private void scheduleCompaction(UseCaseWiring wiring, InstantSource clock) {
    settings
        .compaction()
        .cron()
        .map(cron -> new DueTimes(cron, settings.schedule().zone().resolve()))
        .map(dueTimes -> new CompactionSchedule(compactions(wiring), dueTimes, clock))
        .ifPresent(schedule -> schedule.start(compactor));
  }

  private CompactIdleTablesUseCase compactions(UseCaseWiring wiring) {
    return wiring.compactIdleTables(context.getBean(EventFanOut.class));
  }

  /**
   * A run that the journal has lost, or that was made elsewhere, still shows in its snapshots; one
   * that was abandoned at a shutdown counts as not made.
   */
  private static List<Instant> lastRuns(UseCaseWiring wiring) throws IOException {
    ListSnapshotsUseCase snapshots = wiring.listSnapshots();
    List<Instant> times = new ArrayList<>();
    wiring.journal().recent().stream()
        .filter(run -> !wasAbandoned(run))
        .map(BackupRun::startedAt)
        .forEach(times::add);
    snapshots.list().snapshots().forEach(snapshot -> times.add(snapshot.id().takenAt()));
    return times;
  }

  private static boolean wasAbandoned(BackupRun run) {
    return run.failures().stream().anyMatch(failed -> failed.kind() == FailureKind.INTERRUPTED);
  }

  private void watchHealth() {
    HealthWatch watch = context.getBean(HealthWatch.class);
    timer.scheduleWithFixedDelay(() -> look(watch), 5, 5, TimeUnit.SECONDS);
  }

  /** An exception would end the timer's task for good. */
  private static void look(HealthWatch watch) {
    try {
      watch.look();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the health of the storage could not be read", e);
    }
  }

  /** Where it can be reached. */
  public URI address() {
    return server.getURI();
  }

  /**
   * Takes the service down: no new runs, requests and a running backup finish within the grace, and
   * a backup that does not is abandoned without a trace.
   */
  @Override
  public void close() {
    timer.shutdownNow();
    compactor.shutdownNow();
    long deadline = System.nanoTime() + settings.server().shutdownGrace().toNanos();
    dismissSockets();
    // Closes the door at once; what is inside may wait for the backup that is at work.
    CompletionStage<?> requests =
        context.getBean(GracefulShutdownManager.class).shutdownGracefully();
    try {
      if (!context.getBean(BackUpTablesService.class).shutDown(left(deadline))) {
        LOG.warn("the running backup did not finish in time and was abandoned");
      }
      requests.toCompletableFuture().get(left(deadline).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      LOG.warn("some requests did not finish in time and were cut");
    } catch (ExecutionException e) {
      LOG.warn("requests could not be finished", e);
    } finally {
      context.getBean(UseCaseWiring.class).close();
      context.close();
    }
  }

  /** While the server still stands: afterwards a socket is cut without a word. */
  private void dismissSockets() {
    try {
      context.getBean(DashboardClients.class).closeAll(GOING_AWAY, SOCKETS_GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
