package io.detsguard.application.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when a test says so. */
final class MovableClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-02-11T14:30:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }
}
