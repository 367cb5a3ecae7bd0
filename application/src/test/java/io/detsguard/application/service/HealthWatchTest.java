package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.health.Condition;
import io.detsguard.domain.health.ConditionKind;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.NodeCondition;
import io.detsguard.domain.health.TableFacts;
import io.detsguard.domain.health.TableHealth;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HealthWatchTest {
  private final ScriptedHealth health = new ScriptedHealth();
  private final List<GuardEvent> published = new ArrayList<>();
  private final HealthWatch watch = new HealthWatch(health, published::add);

  @Test
  void saysNothingAtTheFirstLook() throws IOException {
    look(report(table("a", ConditionKind.STALE_BACKUP)));
    assertEquals(List.of(), published);
  }

  @Test
  void tellsThatATableGotACondition() throws IOException {
    look(report(table("a"), table("b")));
    HealthReport changed = report(table("a"), table("b", ConditionKind.STALE_BACKUP));
    look(changed);
    assertEquals(List.of(new GuardEvent.HealthChanged(changed)), published);
    assertEquals(changed.at(), published.getFirst().at());
  }

  @Test
  void tellsThatAConditionWentAway() throws IOException {
    look(report(table("a", ConditionKind.STALE_BACKUP, ConditionKind.NEARLY_FULL)));
    HealthReport changed = report(table("a", ConditionKind.NEARLY_FULL));
    look(changed);
    assertEquals(List.of(new GuardEvent.HealthChanged(changed)), published);
  }

  @Test
  void tellsThatAConditionMovedToAnotherTable() throws IOException {
    look(report(table("a", ConditionKind.STALE_BACKUP), table("b")));
    HealthReport changed = report(table("a"), table("b", ConditionKind.STALE_BACKUP));
    look(changed);
    assertEquals(List.of(new GuardEvent.HealthChanged(changed)), published);
  }

  @Test
  void saysNothingWhileOnlyWordsChange() throws IOException {
    look(report(tableWith("a", new Condition(ConditionKind.STALE_BACKUP, "49 h", "Back up."))));
    look(report(tableWith("a", new Condition(ConditionKind.STALE_BACKUP, "50 h", "Back up."))));
    assertEquals(List.of(), published);
  }

  @Test
  void tellsAChangeOnce() throws IOException {
    look(report(table("a")));
    look(report(table("a", ConditionKind.UNAVAILABLE)));
    look(report(table("a", ConditionKind.UNAVAILABLE)));
    assertEquals(1, published.size());
  }

  @Test
  void tellsThatANodeIsGone() throws IOException {
    HealthReport before = report(table("a"));
    NodeCondition gone =
        new NodeCondition(
            new NodeName("hub@h"),
            NodeCondition.Kind.NODE_UNREACHABLE,
            "It is gone.",
            "Start the node.");
    HealthReport after =
        new HealthReport(
            before.at(), before.lastBackupAt(), before.tables(), NodeLook.NONE, List.of(gone));
    look(before);
    look(after);
    assertEquals(List.of(new GuardEvent.HealthChanged(after)), published);
  }

  @Test
  void comparesWithTheLastReportThereWasWhenALookFails() throws IOException {
    look(report(table("a")));
    health.next = Optional.empty();
    assertThrows(IOException.class, watch::look);
    look(report(table("a", ConditionKind.UNAVAILABLE)));
    assertEquals(1, published.size());
  }

  private void look(HealthReport report) throws IOException {
    health.next = Optional.of(report);
    watch.look();
  }

  private static HealthReport report(TableHealth... tables) {
    return new HealthReport(
        Instant.parse("2026-02-11T14:30:00Z"), Optional.empty(), List.of(tables));
  }

  private static TableHealth table(String name, ConditionKind... kinds) {
    return tableWith(
        name,
        Stream.of(kinds)
            .map(kind -> new Condition(kind, "It is so.", "Do something."))
            .toArray(Condition[]::new));
  }

  private static TableHealth tableWith(String name, Condition... conditions) {
    TableFacts facts =
        new TableFacts(
            new TableName(name), new TableObservation.Unavailable("gone"), Optional.empty());
    return new TableHealth(facts, List.of(conditions));
  }

  private static final class ScriptedHealth implements ReportHealthUseCase {
    private Optional<HealthReport> next = Optional.empty();

    @Override
    public HealthReport report() throws IOException {
      return next.orElseThrow(() -> new IOException("the repository is gone"));
    }
  }
}
