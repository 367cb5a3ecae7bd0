package io.detsguard.application.service;

import io.detsguard.application.port.in.AccessTokensUseCase;
import io.detsguard.application.port.out.TokenStore;
import io.detsguard.domain.access.StoredToken;
import io.detsguard.domain.access.TokenName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes and recognises tokens.
 *
 * <p>A token's text is {@code dg_} and 256 random bits. Only its SHA-256 is kept. To recognise one,
 * its hash is compared with all that are kept, each in constant time and none left out, so that
 * time tells nothing. The store is read at most once a second: a token that another process revokes
 * ends within that time.
 */
public final class AccessTokensService implements AccessTokensUseCase {
  private static final int TOKEN_BYTES = 32;
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final TokenStore store;
  private final RandomGenerator random;
  private final InstantSource clock;
  private volatile Known known = new Known(Instant.MIN, List.of());

  /**
   * @param random a source that cannot be predicted
   */
  public AccessTokensService(TokenStore store, RandomGenerator random, InstantSource clock) {
    this.store = store;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public String create(TokenName name) throws IOException {
    byte[] bits = new byte[TOKEN_BYTES];
    random.nextBytes(bits);
    String text = "dg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    StoredToken token = new StoredToken(name, SecretHash.of(text).hex(), clock.instant());
    remember(store.update(tokens -> with(tokens, token)));
    return text;
  }

  @Override
  public List<StoredToken> list() throws IOException {
    return store.load();
  }

  @Override
  public boolean revoke(TokenName name) throws IOException {
    boolean[] found = {false};
    remember(
        store.update(
            tokens -> {
              List<StoredToken> left =
                  tokens.stream().filter(token -> !token.name().equals(name)).toList();
              found[0] = left.size() < tokens.size();
              return left;
            }));
    return found[0];
  }

  @Override
  public Optional<TokenName> recognise(String presented) throws IOException {
    if (presented.isEmpty() || presented.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    SecretHash hash = SecretHash.of(presented);
    Optional<TokenName> match = Optional.empty();
    for (StoredToken token : tokens()) {
      if (hash.is(token.sha256())) {
        match = Optional.of(token.name());
      }
    }
    return match;
  }

  private List<StoredToken> tokens() throws IOException {
    Known latest = known;
    Instant now = clock.instant();
    boolean fresh = !now.isBefore(latest.at) && now.isBefore(latest.at.plus(FRESH));
    return fresh ? latest.tokens : remember(store.load());
  }

  private List<StoredToken> remember(List<StoredToken> tokens) {
    known = new Known(clock.instant(), tokens);
    return tokens;
  }

  private static List<StoredToken> with(List<StoredToken> tokens, StoredToken token) {
    if (tokens.stream().anyMatch(other -> other.name().equals(token.name()))) {
      throw new TokenExistsException(token.name());
    }
    List<StoredToken> all = new ArrayList<>(tokens);
    all.add(token);
    return all;
  }

  private record Known(Instant at, List<StoredToken> tokens) {}
}
