package io.detsguard.bootstrap.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.event.GuardEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFanOutTest {
  private static final GuardEvent EVENT =
      new GuardEvent.BackupStarted(Instant.EPOCH, new RunId("r"), RunTrigger.API, List.of());

  @Test
  void tellsEveryListenerInOrder() {
    List<String> told = new ArrayList<>();
    new EventFanOut(List.of(event -> told.add("first"), event -> told.add("second")))
        .publish(EVENT);

    assertEquals(List.of("first", "second"), told);
  }

  @Test
  void goesOnWhenOneListenerFails() {
    List<GuardEvent> told = new ArrayList<>();
    new EventFanOut(
            List.of(
                event -> {
                  throw new IllegalStateException("a listener that always fails");
                },
                told::add))
        .publish(EVENT);

    assertEquals(List.of(EVENT), told);
  }
}
