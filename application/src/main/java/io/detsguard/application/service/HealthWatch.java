package io.detsguard.application.service;

import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.application.port.out.EventPublisher;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.health.ConditionKind;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.HealthStatus;
import io.detsguard.domain.health.NodeCondition;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Notices that the health of the storage changed and tells the listeners. Health changes by itself
 * (a backup grows old, an owner writes), so somebody has to look now and then: whoever owns the
 * timer calls {@link #look()}.
 *
 * <p>A change is another status, or a condition that some table or node has or no longer has.
 * Figures that move within a condition are not a change. Safe for use by many threads.
 */
public final class HealthWatch {
  private final ReportHealthUseCase health;
  private final EventPublisher events;
  private Optional<Outline> last = Optional.empty();

  public HealthWatch(ReportHealthUseCase health, EventPublisher events) {
    this.health = health;
    this.events = events;
  }

  /**
   * Looks once, and publishes {@link GuardEvent.HealthChanged} when something changed since the
   * look before. The first look has nothing to compare with and publishes nothing.
   *
   * @throws IOException when there is no report; the next look compares with the last that there
   *     was
   */
  public synchronized void look() throws IOException {
    HealthReport report = health.report();
    Optional<Outline> before = last;
    Outline now = Outline.of(report);
    last = Optional.of(now);
    if (before.isPresent() && !before.get().equals(now)) {
      events.publish(new GuardEvent.HealthChanged(report));
    }
  }

  private record TableCondition(TableName table, ConditionKind kind) {}

  private record NodeTrouble(NodeName node, NodeCondition.Kind kind) {}

  /** What of a report counts as a change when it differs. */
  private record Outline(
      HealthStatus status, Set<TableCondition> conditions, Set<NodeTrouble> troubles) {
    static Outline of(HealthReport report) {
      Set<TableCondition> conditions =
          report.tables().stream()
              .flatMap(
                  table ->
                      table.conditions().stream()
                          .map(condition -> new TableCondition(table.table(), condition.kind())))
              .collect(Collectors.toUnmodifiableSet());
      Set<NodeTrouble> troubles =
          report.nodeConditions().stream()
              .map(condition -> new NodeTrouble(condition.node(), condition.kind()))
              .collect(Collectors.toUnmodifiableSet());
      return new Outline(report.status(), conditions, troubles);
    }
  }
}
