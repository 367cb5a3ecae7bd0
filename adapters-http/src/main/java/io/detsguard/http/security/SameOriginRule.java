package io.detsguard.http.security;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import java.util.Set;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Refuses requests that change something, come with a session and do not come from a page of this
 * service. A cookie's {@code SameSite} alone does not do: to it, all ports of a host are one site.
 * Asked before all other rules; about everything else it has no say.
 */
@Singleton
final class SameOriginRule implements SecurityRule<HttpRequest<?>> {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @Override
  public Publisher<SecurityRuleResult> check(
      HttpRequest<?> request, @Nullable Authentication authentication) {
    boolean refused =
        authentication != null
            && SessionAuthentication.isBySession(authentication)
            && !READING.contains(request.getMethod())
            && RequestOrigin.of(request) != RequestOrigin.SAME;
    return Mono.just(refused ? SecurityRuleResult.REJECTED : SecurityRuleResult.UNKNOWN);
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
