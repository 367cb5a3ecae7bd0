package io.detsguard.application.service;

import io.detsguard.application.port.in.AccessTokensUseCase;
import io.detsguard.application.port.in.SessionsUseCase;
import io.detsguard.domain.access.StoredSession;
import io.detsguard.domain.access.StoredToken;
import io.detsguard.domain.access.TokenName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Opens and recognises sessions.
 *
 * <p>A session's text is 256 random bits, and only its SHA-256 is kept. A session ends when it is
 * signed out, when it is too old or too long unused ({@link OpenSessions}), and within a second
 * after its token was revoked. A restart of the service does not end it.
 */
public final class SessionsService implements SessionsUseCase {
  private static final int SESSION_BYTES = 32;
  private static final int LONGEST_PRESENTED = 128;
  private static final Duration TOKENS_FRESH = Duration.ofSeconds(1);

  private final AccessTokensUseCase tokens;
  private final OpenSessions sessions;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final FailedSignIns failures = new FailedSignIns();
  private volatile Known known = new Known(Instant.MIN, List.of());

  /**
   * @param random a source that cannot be predicted
   */
  public SessionsService(
      AccessTokensUseCase tokens,
      OpenSessions sessions,
      RandomGenerator random,
      InstantSource clock) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public SignIn signIn(String presented, String caller) throws IOException {
    Instant now = clock.instant();
    Optional<Duration> retryAfter = retryAfter(caller, now);
    if (retryAfter.isPresent()) {
      return new SignIn.TooManyFailures(retryAfter.get());
    }
    Optional<StoredToken> token = token(presented);
    note(caller, now, token.isPresent());
    return token.isEmpty()
        ? new SignIn.Refused()
        : new SignIn.Opened(open(token.get(), now), OpenSessions.LONGEST);
  }

  private Optional<Duration> retryAfter(String caller, Instant now) {
    synchronized (failures) {
      return failures.retryAfter(caller, now);
    }
  }

  private void note(String caller, Instant now, boolean success) {
    synchronized (failures) {
      if (success) {
        failures.forgive(caller);
      } else {
        failures.note(caller, now);
      }
    }
  }

  /** The token itself, not only its name: a name can be given to another token later. */
  private Optional<StoredToken> token(String presented) throws IOException {
    Optional<TokenName> name = tokens.recognise(presented);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    String hash = SecretHash.of(presented).hex();
    return readTokens().stream()
        .filter(token -> token.name().equals(name.get()) && token.sha256().equals(hash))
        .findFirst();
  }

  private String open(StoredToken token, Instant now) {
    byte[] bits = new byte[SESSION_BYTES];
    random.nextBytes(bits);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    sessions.add(
        new StoredSession(SecretHash.of(text).hex(), token.name(), token.sha256(), now, now), now);
    return text;
  }

  @Override
  public Optional<TokenName> recognise(String presented) throws IOException {
    if (presented.isEmpty() || presented.length() > LONGEST_PRESENTED) {
      return Optional.empty();
    }
    String hash = SecretHash.of(presented).hex();
    Optional<StoredSession> session = sessions.use(hash, clock.instant());
    if (session.isPresent() && tokens().stream().noneMatch(session.get()::isOf)) {
      sessions.remove(hash);
      return Optional.empty();
    }
    return session.map(StoredSession::token);
  }

  @Override
  public void signOut(String presented) {
    if (presented.length() <= LONGEST_PRESENTED) {
      sessions.remove(SecretHash.of(presented).hex());
    }
  }

  /** The tokens there are, at most a second old, so that requests do not read a file each. */
  private List<StoredToken> tokens() throws IOException {
    Known latest = known;
    Instant now = clock.instant();
    boolean fresh = !now.isBefore(latest.at()) && now.isBefore(latest.at().plus(TOKENS_FRESH));
    return fresh ? latest.tokens() : readTokens();
  }

  private List<StoredToken> readTokens() throws IOException {
    Instant now = clock.instant();
    List<StoredToken> list = List.copyOf(tokens.list());
    known = new Known(now, list);
    return list;
  }

  private record Known(Instant at, List<StoredToken> tokens) {}
}
