package io.detsguard.domain.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthThresholdsTest {
  private static final Duration DAY = Duration.ofDays(1);

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "0.5, 0.8"})
  void acceptsAllShares(double fragmentation, double spaceFill) {
    HealthThresholds thresholds = new HealthThresholds(DAY, fragmentation, 0, spaceFill);
    assertEquals(fragmentation, thresholds.fragmentation());
    assertEquals(spaceFill, thresholds.spaceFill());
  }

  @ParameterizedTest
  @CsvSource({"-0.01, 0.5", "1.01, 0.5", "NaN, 0.5", "0.5, -0.01", "0.5, 1.01", "0.5, NaN"})
  void rejectsWhatIsNoShare(double fragmentation, double spaceFill) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new HealthThresholds(DAY, fragmentation, 0, spaceFill));
  }

  @Test
  void rejectsAgesAndFloorsThatCannotBe() {
    assertThrows(
        IllegalArgumentException.class, () -> new HealthThresholds(Duration.ZERO, 0.5, 0, 0.8));
    assertThrows(
        IllegalArgumentException.class, () -> new HealthThresholds(DAY.negated(), 0.5, 0, 0.8));
    assertThrows(IllegalArgumentException.class, () -> new HealthThresholds(DAY, 0.5, -1, 0.8));
  }
}
