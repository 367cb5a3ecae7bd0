package io.detsguard.application.service;

import io.detsguard.application.port.in.SocketTicketsUseCase;
import io.detsguard.domain.access.TokenName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps the tickets that were issued and not yet taken, in memory only: a restart ends them all.
 *
 * <p>A ticket's text is 256 random bits. It is looked up by its SHA-256, so what a comparison's
 * time could tell is about hashes that nobody can choose. There are never more than {@link
 * #MOST_TICKETS}: one more makes the oldest worthless, so whoever asks for many takes memory from
 * nobody.
 */
public final class SocketTicketsService implements SocketTicketsUseCase {
  /** How long a ticket is good for: a page uses it at once. */
  public static final Duration LIFE = Duration.ofSeconds(30);

  /** How many tickets there can be at a time. */
  public static final int MOST_TICKETS = 10_000;

  private static final int TICKET_BYTES = 32;
  private static final int LONGEST_PRESENTED = 128;

  private final RandomGenerator random;
  private final InstantSource clock;
  private final LinkedHashMap<String, Issued> issuedByHash = new LinkedHashMap<>();

  /**
   * @param random a source that cannot be predicted
   */
  public SocketTicketsService(RandomGenerator random, InstantSource clock) {
    this.random = random;
    this.clock = clock;
  }

  @Override
  public synchronized String issue(TokenName owner) {
    byte[] bits = new byte[TICKET_BYTES];
    random.nextBytes(bits);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    Instant now = clock.instant();
    issuedByHash.values().removeIf(issued -> !issued.isGoodAt(now));
    if (issuedByHash.size() >= MOST_TICKETS) {
      issuedByHash.pollFirstEntry();
    }
    issuedByHash.put(SecretHash.of(text).hex(), new Issued(owner, now));
    return text;
  }

  @Override
  public Optional<TokenName> redeem(String presented) {
    if (presented.isEmpty() || presented.length() > LONGEST_PRESENTED) {
      return Optional.empty();
    }
    String hash = SecretHash.of(presented).hex();
    Instant now = clock.instant();
    synchronized (this) {
      return Optional.ofNullable(issuedByHash.remove(hash))
          .filter(issued -> issued.isGoodAt(now))
          .map(Issued::owner);
    }
  }

  private record Issued(TokenName owner, Instant at) {
    /** A clock that was set back makes a ticket worthless, not immortal. */
    boolean isGoodAt(Instant now) {
      Duration age = Duration.between(at, now);
      return !age.isNegative() && age.compareTo(LIFE) < 0;
    }
  }
}
