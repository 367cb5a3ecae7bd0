package io.detsguard.application.service;

import io.detsguard.application.port.in.Offer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps the plans that were shown and not yet confirmed, in memory only: a restart forgets them.
 * Safe for use by many threads.
 *
 * <p>A confirmation is 256 random bits, so nobody guesses one. There are never more than {@link
 * #MOST_PLANS}: one more makes the oldest worthless.
 */
final class ShownPlans<P> {
  /** How long a confirmation is good for: long enough to read what would change. */
  static final Duration LIFE = Duration.ofMinutes(10);

  /** How many plans are kept at a time. */
  static final int MOST_PLANS = 100;

  private static final int CONFIRMATION_BYTES = 32;

  private final RandomGenerator random;
  private final InstantSource clock;
  private final LinkedHashMap<String, Shown<P>> shown = new LinkedHashMap<>();

  ShownPlans(RandomGenerator random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  /** Remembers a plan and makes the confirmation of it. */
  synchronized Offer<P> show(P plan) {
    Instant now = clock.instant();
    shown.values().removeIf(other -> !other.isGoodAt(now));
    if (shown.size() >= MOST_PLANS) {
      shown.pollFirstEntry();
    }
    byte[] bits = new byte[CONFIRMATION_BYTES];
    random.nextBytes(bits);
    String confirmation = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    Instant expiresAt = now.plus(LIFE);
    shown.put(confirmation, new Shown<>(plan, expiresAt));
    return new Offer.Shown<>(plan, confirmation, expiresAt);
  }

  /** The plan of a confirmation, once. */
  synchronized Optional<P> redeem(String confirmation) {
    Instant now = clock.instant();
    return Optional.ofNullable(shown.remove(confirmation))
        .filter(found -> found.isGoodAt(now))
        .map(Shown::plan);
  }

  private record Shown<P>(P plan, Instant expiresAt) {
    boolean isGoodAt(Instant now) {
      return now.isBefore(expiresAt);
    }
  }
}
