package io.detsguard.http.security;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Lets in whoever has a token, and nobody else. Asked last, so it has no say about routes that say
 * themselves whom they are for.
 *
 * <p>Paths without a route are covered too: without a token they look like all others, with one
 * they are simply not found.
 */
@Singleton
final class TokenRequiredRule implements SecurityRule<HttpRequest<?>> {
  @Override
  public Publisher<SecurityRuleResult> check(
      HttpRequest<?> request, @Nullable Authentication authentication) {
    return Mono.just(
        authentication == null ? SecurityRuleResult.REJECTED : SecurityRuleResult.ALLOWED);
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
