package io.detsguard.http.problem;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;

/**
 * Answers 401 with a challenge where a token is missing or wrong, and 403 where it does not
 * suffice. Never redirects, and does not say which of missing, wrong and revoked it was.
 */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class UnauthorizedHandler
    implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {
  private static final String CHALLENGE = "Bearer realm=\"DetsGuard\"";

  private final ErrorResponseProcessor<?> responses;

  UnauthorizedHandler(ErrorResponseProcessor<?> responses) {
    this.responses = responses;
  }

  @Override
  @SuppressWarnings("rawtypes") // the interface is declared so
  public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException refusal) {
    ErrorContext context = ErrorContext.builder(request).cause(refusal).build();
    if (refusal.isForbidden()) {
      return responses.processResponse(context, HttpResponse.status(HttpStatus.FORBIDDEN));
    }
    return responses
        .processResponse(context, HttpResponse.status(HttpStatus.UNAUTHORIZED))
        .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
  }
}
