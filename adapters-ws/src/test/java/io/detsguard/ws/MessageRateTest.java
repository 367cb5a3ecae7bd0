package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MessageRateTest {
  private static final long TENTH = 100_000_000;

  @Test
  void allowsASecondsWorthAtOnce() {
    MessageRate rate = new MessageRate(10, 5);
    for (int i = 0; i < 10; i++) {
      assertTrue(rate.allows(5));
    }
    assertFalse(rate.allows(5));
  }

  @Test
  void allowsTheRateForever() {
    MessageRate rate = new MessageRate(10, 0);
    for (long i = 1; i < 10_000; i++) {
      assertTrue(rate.allows(i * TENTH));
    }
  }

  @Test
  void savesNothingBeyondASecond() {
    MessageRate rate = new MessageRate(2, 0);
    long later = 1_000 * TENTH;
    assertTrue(rate.allows(later));
    assertTrue(rate.allows(later));
    assertFalse(rate.allows(later));
  }

  @Test
  void refusesAnythingFasterInTheLongRun() {
    MessageRate rate = new MessageRate(10, 0);
    int allowed = 0;
    for (long i = 0; i < 1_000; i++) {
      allowed += rate.allows(i * TENTH / 2) ? 1 : 0;
    }
    assertTrue(allowed >= 500 && allowed <= 510, allowed + " in 50 s");
  }

  @Test
  void countsAcrossTheEndOfTheClocksRange() {
    MessageRate rate = new MessageRate(1, Long.MAX_VALUE - 5);
    assertTrue(rate.allows(Long.MAX_VALUE));
    assertFalse(rate.allows(Long.MIN_VALUE));
    assertTrue(rate.allows(Long.MIN_VALUE + 10 * TENTH));
  }
}
