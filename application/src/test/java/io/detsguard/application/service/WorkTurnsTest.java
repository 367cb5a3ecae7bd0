package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkTurnsTest {
  private static final long SMALL = WorkTurns.LARGE_BYTES - 1;
  private static final long LARGE = WorkTurns.LARGE_BYTES;

  @Test
  void aLargeTableCountsForTwo() throws Exception {
    WorkTurns turns = new WorkTurns(3);
    WorkTurns.Turn large = turns.take(LARGE);
    WorkTurns.Turn small = turns.take(SMALL);
    CompletableFuture<WorkTurns.Turn> next = waiting(turns, LARGE);

    small.end();
    assertWaits(next);
    large.end();
    next.get(20, TimeUnit.SECONDS).end();
  }

  @Test
  void aTurnGivesBackWhatItTookAndThatOnce() throws Exception {
    WorkTurns turns = new WorkTurns(2);
    for (long bytes : List.of(LARGE, SMALL, LARGE)) {
      WorkTurns.Turn turn = turns.take(bytes);
      turn.end();
      turn.close();
    }
    WorkTurns.Turn first = turns.take(SMALL);
    WorkTurns.Turn second = turns.take(SMALL);
    CompletableFuture<WorkTurns.Turn> third = waiting(turns, SMALL);
    assertWaits(third);
    first.end();
    third.get(20, TimeUnit.SECONDS).end();
    second.end();
  }

  @Test
  void whereThereIsOneTurnALargeTableTakesIt() throws Exception {
    WorkTurns turns = new WorkTurns(1);
    turns.take(LARGE).end();
    turns.take(SMALL).end();
  }

  @Test
  void smallTablesDoNotPassALargeOneThatWaits() throws Exception {
    WorkTurns turns = new WorkTurns(2);
    WorkTurns.Turn small = turns.take(SMALL);
    CompletableFuture<WorkTurns.Turn> large = waiting(turns, LARGE);
    assertWaits(large);
    CompletableFuture<WorkTurns.Turn> later = waiting(turns, SMALL);
    assertWaits(later);
    small.end();
    WorkTurns.Turn now = large.get(20, TimeUnit.SECONDS);
    assertFalse(later.isDone());
    now.end();
    assertEquals(later.get(20, TimeUnit.SECONDS), later.join());
  }

  private static CompletableFuture<WorkTurns.Turn> waiting(WorkTurns turns, long bytes) {
    CompletableFuture<WorkTurns.Turn> taken = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            taken.complete(turns.take(bytes));
          } catch (InterruptedException e) {
            taken.completeExceptionally(e);
          }
        });
    return taken;
  }

  private static void assertWaits(CompletableFuture<WorkTurns.Turn> turn) throws Exception {
    Thread.sleep(50);
    assertFalse(turn.isDone());
  }
}
