package io.detsguard.bootstrap.service;

import io.detsguard.application.port.in.AccessTokensUseCase;
import io.detsguard.application.port.in.CheckFilesUseCase;
import io.detsguard.application.port.in.ListSnapshotsUseCase;
import io.detsguard.application.port.in.PruneSnapshotsUseCase;
import io.detsguard.application.port.in.SessionsUseCase;
import io.detsguard.application.port.in.SocketTicketsUseCase;
import io.detsguard.application.port.out.EventPublisher;
import io.detsguard.application.service.BackUpTablesService;
import io.detsguard.application.service.HealthWatch;
import io.detsguard.application.service.ReportHealthService;
import io.detsguard.bootstrap.event.EventFanOut;
import io.detsguard.bootstrap.event.EventLog;
import io.detsguard.bootstrap.sample.SampleTables;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.http.ConnectionDeadlines;
import io.detsguard.http.HttpSettings;
import io.detsguard.ws.SocketSettings;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Hands the use cases to the framework, so that the adapters find them. */
@Factory
final class UseCaseBeans {
  private final UseCaseWiring wiring;

  UseCaseBeans(UseCaseWiring wiring) {
    this.wiring = wiring;
  }

  /**
   * @param adapters those of the adapters that listen to events
   */
  @Singleton
  BackUpTablesService backUpTables(ReportHealthService health, List<EventPublisher> adapters) {
    List<EventPublisher> listeners = new ArrayList<>();
    listeners.add(event -> forgetAfterBackup(health, event));
    listeners.add(new EventLog());
    listeners.addAll(adapters);
    return wiring.backUpTables(new EventFanOut(listeners));
  }

  /** First of all listeners: the others may ask for a report, and it has to be the new one. */
  private static void forgetAfterBackup(ReportHealthService health, GuardEvent event) {
    if (event instanceof GuardEvent.BackupFinished) {
      health.forget();
    }
  }

  @Singleton
  SessionsUseCase sessions(AccessTokensUseCase tokens) {
    return wiring.sessions(tokens);
  }

  @Singleton
  SocketTicketsUseCase socketTickets() {
    return wiring.socketTickets();
  }

  @Singleton
  SocketSettings socketSettings() {
    return SocketSettings.DEFAULT;
  }

  @Singleton
  ReportHealthService reportHealth() {
    return wiring.reportHealth();
  }

  /** Its looks are timed by {@link GuardService}. */
  @Singleton
  HealthWatch healthWatch(ReportHealthService health, List<EventPublisher> adapters) {
    List<EventPublisher> listeners = new ArrayList<>(adapters);
    listeners.add(new EventLog());
    return new HealthWatch(health, new EventFanOut(listeners));
  }

  @Singleton
  CheckFilesUseCase checkFiles() {
    return wiring.checkFiles();
  }

  @Singleton
  ListSnapshotsUseCase listSnapshots() {
    return wiring.listSnapshots();
  }

  @Singleton
  PruneSnapshotsUseCase pruneSnapshots() {
    return wiring.pruneSnapshots();
  }

  @Singleton
  AccessTokensUseCase accessTokens() {
    return wiring.accessTokens();
  }

  @Singleton
  HttpSettings httpSettings(Settings settings) {
    return new HttpSettings(
        SampleTables.areIn(settings.tables().directory()), ConnectionDeadlines.DEFAULT);
  }
}
