package io.detsguard.http.security;

import io.detsguard.application.port.in.AccessTokensUseCase;
import io.detsguard.domain.access.TokenName;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Turns the token of a request into the name it was given. Fails, rather than refuses, when the
 * tokens cannot be read: a caller with a good token must not be told that it is a wrong one.
 */
@Singleton
final class BearerTokenValidator implements TokenValidator<HttpRequest<?>> {
  private final AccessTokensUseCase tokens;

  BearerTokenValidator(AccessTokensUseCase tokens) {
    this.tokens = tokens;
  }

  @Override
  public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
    if (token.isEmpty() || token.length() > AccessTokensUseCase.LONGEST_TEXT) {
      return Mono.empty();
    }
    try {
      Optional<Authentication> owner =
          tokens.recognise(token).map(TokenName::value).map(Authentication::build);
      return Mono.justOrEmpty(owner);
    } catch (IOException e) {
      return Mono.error(e);
    }
  }
}
