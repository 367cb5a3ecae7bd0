package io.detsguard.bootstrap.service;

import io.detsguard.application.port.in.AccessTokensUseCase;
import io.detsguard.application.port.in.CheckFilesUseCase;
import io.detsguard.application.port.in.ConfirmedCompactionUseCase;
import io.detsguard.application.port.in.ConfirmedRepairUseCase;
import io.detsguard.application.port.in.ConfirmedRestoreUseCase;
import io.detsguard.application.port.in.ConfirmedUndoUseCase;
import io.detsguard.application.port.in.DrillSnapshotsUseCase;
import io.detsguard.application.port.in.ListSnapshotsUseCase;
import io.detsguard.application.port.in.LookAtNodesUseCase;
import io.detsguard.application.port.in.PruneSnapshotsUseCase;
import io.detsguard.application.port.in.SessionsUseCase;
import io.detsguard.application.port.in.SocketTicketsUseCase;
import io.detsguard.application.port.out.EventPublisher;
import io.detsguard.application.service.BackUpTablesService;
import io.detsguard.application.service.FigureHistoryService;
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
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Hands the use cases to the framework, so that the adapters find them. */
@Factory
final class UseCaseBeans {
  private final UseCaseWiring wiring;

  UseCaseBeans(UseCaseWiring wiring) {
    this.wiring = wiring;
  }

  /** Primary, because the framework brings the system's clock as well. */
  @Singleton
  @Primary
  InstantSource clock() {
    return wiring.clock();
  }

  @Singleton
  BackUpTablesService backUpTables(EventFanOut events) {
    return wiring.backUpTables(events);
  }

  /**
   * Who is told of events. Typed by its class: as one more publisher it would be told of itself.
   *
   * @param adapters those of the adapters that listen
   */
  @Singleton
  @Bean(typed = EventFanOut.class)
  EventFanOut events(
      ReportHealthService health,
      FigureRecorder recorder,
      DrillRunner drills,
      List<EventPublisher> adapters) {
    List<EventPublisher> listeners = new ArrayList<>();
    listeners.add(event -> forgetAfterChange(health, event));
    listeners.add(new EventLog());
    listeners.add(recorder::onEvent);
    listeners.add(drills::onEvent);
    listeners.addAll(adapters);
    return new EventFanOut(listeners);
  }

  /** First of all listeners: the others may ask for a report, and it has to be the new one. */
  private static void forgetAfterChange(ReportHealthService health, GuardEvent event) {
    switch (event) {
      case GuardEvent.BackupFinished _, GuardEvent.TableReplaced _ -> health.forget();
      case GuardEvent.BackupStarted _, GuardEvent.HealthChanged _ -> {
        // neither changes what a report says
      }
    }
  }

  /** Its looks are timed by {@link GuardService}. */
  @Singleton
  HealthWatch healthWatch(ReportHealthService health, EventFanOut events) {
    return new HealthWatch(health, events);
  }

  @Singleton
  FigureHistoryService figureHistory(ReportHealthService health) {
    return wiring.figureHistory(health);
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

  @Singleton
  LookAtNodesUseCase lookAtNodes() {
    return wiring.lookAtNodes();
  }

  @Singleton
  DrillSnapshotsUseCase drillSnapshots() {
    return wiring.drillSnapshots();
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
  ConfirmedRestoreUseCase confirmedRestore(EventFanOut events) {
    return wiring.confirmedRestore(events);
  }

  @Singleton
  ConfirmedUndoUseCase confirmedUndo(EventFanOut events) {
    return wiring.confirmedUndo(events);
  }

  @Singleton
  ConfirmedRepairUseCase confirmedRepair(EventFanOut events) {
    return wiring.confirmedRepair(events);
  }

  @Singleton
  ConfirmedCompactionUseCase confirmedCompaction(EventFanOut events) {
    return wiring.confirmedCompaction(events);
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
