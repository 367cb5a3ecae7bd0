package io.detsguard.ws;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Stands for the check of tokens that belongs to another adapter: knows one. */
@Singleton
final class OneTokenValidator implements TokenValidator<HttpRequest<?>> {
  static final String TOKEN = "let-me-in";

  @Override
  public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
    return TOKEN.equals(token) ? Mono.just(Authentication.build("admin")) : Mono.empty();
  }
}
