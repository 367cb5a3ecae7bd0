package io.detsguard.application.service;

import io.detsguard.application.port.in.ConfirmedRestoreUseCase;
import io.detsguard.application.port.in.RestoreTableUseCase;
import io.detsguard.application.port.in.RestoreTableUseCase.Source;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.domain.restore.RestorePreview;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps the plans that were shown and not yet confirmed, in memory only: a restart forgets them.
 *
 * <p>A confirmation is 256 random bits, so nobody guesses one. There are never more than {@link
 * #MOST_PLANS}: one more makes the oldest worthless.
 */
public final class ConfirmedRestoreService implements ConfirmedRestoreUseCase {
  /** How long a confirmation is good for: long enough to read what would change. */
  public static final Duration LIFE = Duration.ofMinutes(10);

  /** How many plans are kept at a time. */
  public static final int MOST_PLANS = 100;

  private static final int CONFIRMATION_BYTES = 32;

  private final RestoreTableUseCase restores;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final LinkedHashMap<String, Shown> shown = new LinkedHashMap<>();

  /**
   * @param random a source that cannot be predicted
   */
  public ConfirmedRestoreService(
      RestoreTableUseCase restores, RandomGenerator random, InstantSource clock) {
    this.restores = restores;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public Offer preview(Source source, int keyLimit) throws IOException, InterruptedException {
    return switch (restores.preview(source, keyLimit, ProgressListener.NONE)) {
      case RestorePreview.Refused(Refusal refusal) -> new Offer.Refused(refusal);
      case RestorePreview.Planned(RestorePlan plan) -> offer(plan);
    };
  }

  private synchronized Offer offer(RestorePlan plan) {
    Instant now = clock.instant();
    shown.values().removeIf(other -> !other.isGoodAt(now));
    if (shown.size() >= MOST_PLANS) {
      shown.pollFirstEntry();
    }
    byte[] bits = new byte[CONFIRMATION_BYTES];
    random.nextBytes(bits);
    String confirmation = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    Instant expiresAt = now.plus(LIFE);
    shown.put(confirmation, new Shown(plan, expiresAt));
    return new Offer.Shown(plan, confirmation, expiresAt);
  }

  @Override
  public RestoreOutcome confirm(String confirmation, boolean assumeClosed)
      throws IOException, InterruptedException {
    Optional<RestorePlan> plan = redeem(confirmation);
    return plan.isPresent()
        ? restores.restore(plan.get(), assumeClosed, ProgressListener.NONE)
        : new RestoreOutcome.Refused(
            new Refusal(
                Refusal.Kind.NOT_CONFIRMED,
                "the confirmation is not known, was used before or has run out; ask for a preview"
                    + " again"));
  }

  private synchronized Optional<RestorePlan> redeem(String confirmation) {
    Instant now = clock.instant();
    return Optional.ofNullable(shown.remove(confirmation))
        .filter(found -> found.isGoodAt(now))
        .map(Shown::plan);
  }

  private record Shown(RestorePlan plan, Instant expiresAt) {
    boolean isGoodAt(Instant now) {
      return now.isBefore(expiresAt);
    }
  }
}
