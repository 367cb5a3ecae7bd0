package io.detsguard.http;

import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of the server under test; primary because Micronaut brings the system's. */
@Singleton
@Primary
final class FixedClock implements InstantSource {
  @Override
  public Instant instant() {
    return TestServer.NOW;
  }
}
