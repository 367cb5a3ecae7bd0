package io.detsguard.http;

import io.detsguard.application.port.in.AccessTokensUseCase;
import io.detsguard.domain.access.StoredToken;
import io.detsguard.domain.access.TokenName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Knows one token, and remembers what it was asked about. */
public final class ScriptedTokens implements AccessTokensUseCase {
  private final String good;
  private final List<String> presented = Collections.synchronizedList(new ArrayList<>());
  private volatile Optional<IOException> failure = Optional.empty();

  ScriptedTokens(String good) {
    this.good = good;
  }

  public void failWith(IOException exception) {
    failure = Optional.of(exception);
  }

  /** Every text that was to be recognised, in order. */
  public List<String> presented() {
    return List.copyOf(presented);
  }

  @Override
  public Optional<TokenName> recognise(String text) throws IOException {
    presented.add(text);
    if (failure.isPresent()) {
      throw failure.get();
    }
    return text.equals(good) ? Optional.of(TokenName.ADMIN) : Optional.empty();
  }

  @Override
  public String create(TokenName name) {
    throw new AssertionError("the API makes no tokens");
  }

  @Override
  public List<StoredToken> list() {
    throw new AssertionError("the API lists no tokens");
  }

  @Override
  public boolean revoke(TokenName name) {
    throw new AssertionError("the API revokes no tokens");
  }
}
