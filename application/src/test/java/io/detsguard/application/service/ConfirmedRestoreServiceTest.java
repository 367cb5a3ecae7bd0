package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.detsguard.application.port.in.Offer;
import io.detsguard.application.port.in.RestoreTableUseCase;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.restore.LiveContent;
import io.detsguard.domain.restore.LiveStamp;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.domain.restore.RestorePreview;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A restore is done once, and only for who was shown what it would do. */
class ConfirmedRestoreServiceTest {
  private static final TableName TABLE = new TableName("task_queue");
  private static final RestoreTableUseCase.Source SOURCE =
      new RestoreTableUseCase.Source(TABLE, Optional.empty());
  private static final Instant NOON = Instant.parse("2026-02-11T12:00:00Z");

  private final List<RestorePlan> restored = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private final List<GuardEvent> events = new ArrayList<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final ConfirmedRestoreService service =
      new ConfirmedRestoreService(
          new Restores(),
          new ConfirmationPorts(new TablesAtWork(), events::add, new Random(1), now::get));

  private Offer.Shown<RestorePlan> shown() throws Exception {
    return switch (service.preview(SOURCE, 5)) {
      case Offer.Shown<RestorePlan> shown -> shown;
      case Offer.Refused<RestorePlan>(Refusal refusal) -> throw new AssertionError(refusal + "");
    };
  }

  @Test
  void carriesOutExactlyWhatWasShown() throws Exception {
    Offer.Shown<RestorePlan> shown = shown();
    service.confirm(shown.confirmation(), false);
    assertEquals(List.of(shown.plan()), restored);
    assertEquals(NOON.plus(ShownPlans.LIFE), shown.expiresAt());
  }

  @Test
  void takesAConfirmationOnce() throws Exception {
    String confirmation = shown().confirmation();
    service.confirm(confirmation, false);
    assertRefused(service.confirm(confirmation, false));
    assertEquals(1, restored.size());
  }

  @Test
  void refusesWhatItNeverGaveOutAndWhatHasRunOut() throws Exception {
    assertRefused(service.confirm("x".repeat(100_000), false));
    String confirmation = shown().confirmation();
    now.set(NOON.plus(ShownPlans.LIFE));
    assertRefused(service.confirm(confirmation, false));
    assertEquals(List.of(), restored);
  }

  @Test
  void keepsNoMorePlansThanItsLimit() throws Exception {
    String first = shown().confirmation();
    String second = shown().confirmation();
    assertNotEquals(first, second);
    for (int i = 1; i < ShownPlans.MOST_PLANS; i++) {
      shown();
    }
    assertRefused(service.confirm(first, false));
    assertEquals(0, restored.size());
    service.confirm(second, false);
    assertEquals(1, restored.size());
  }

  @Test
  void tellsOfTheRestoreItMadeAndOfNoOther() throws Exception {
    String confirmation = shown().confirmation();
    assertEquals(List.of(), events);
    service.confirm(confirmation, false);
    service.confirm(confirmation, false);
    assertEquals(
        List.of(new GuardEvent.TableReplaced(NOON, TABLE, ReplacementCause.RESTORE, 7, true)),
        events);
  }

  @Test
  void doesOneThingAtATimeToATable() throws Exception {
    String first = shown().confirmation();
    String second = shown().confirmation();
    List<Refusal.Kind> refusals = new ArrayList<>();
    meanwhile =
        () -> {
          refusals.add(refusalOf(() -> service.confirm(second, false)));
          refusals.add(
              refusalOf(
                  () ->
                      new RestoreOutcome.Refused(
                          ((Offer.Refused<RestorePlan>) service.preview(SOURCE, 0)).refusal())));
        };
    service.confirm(first, false);
    assertEquals(List.of(Refusal.Kind.BUSY, Refusal.Kind.BUSY), refusals);
    meanwhile = () -> {};
    service.confirm(shown().confirmation(), false);
    assertEquals(2, restored.size());
  }

  private static Refusal.Kind refusalOf(Callable<RestoreOutcome> attempt) {
    try {
      return assertInstanceOf(RestoreOutcome.Refused.class, attempt.call()).refusal().kind();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(RestoreOutcome outcome) {
    assertEquals(
        Refusal.Kind.NOT_CONFIRMED,
        assertInstanceOf(RestoreOutcome.Refused.class, outcome).refusal().kind());
  }

  /** Plans are numbered by the live file's inode. */
  private final class Restores implements RestoreTableUseCase {
    private long plans;

    @Override
    public RestorePreview preview(Source source, int keyLimit, ProgressListener progress) {
      return new RestorePreview.Planned(
          new RestorePlan(
              source.table(),
              new SnapshotId(source.table(), NOON, 1),
              true,
              1,
              1,
              1,
              new TableLocation("task_queue.dets"),
              Optional.of(new LiveStamp(1, ++plans, 1, 1, 1)),
              new LiveContent.Missing(),
              new Occupancy.Closed(),
              Optional.empty(),
              List.of()));
    }

    @Override
    public RestoreOutcome restore(
        RestorePlan plan, boolean assumeClosed, ProgressListener progress) {
      restored.add(plan);
      meanwhile.run();
      return new RestoreOutcome.Restored(
          plan.snapshot(), plan.live(), Optional.empty(), 7, 1, Optional.empty(), List.of());
    }

    @Override
    public RestoreOutcome restoreTo(
        TableLocation target, Source source, boolean write, ProgressListener progress) {
      throw new AssertionError("nobody asked for a copy");
    }
  }
}
