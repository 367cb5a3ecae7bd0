package io.detsguard.http.security;

import io.detsguard.application.port.in.SessionsUseCase;
import io.detsguard.application.port.in.SessionsUseCase.SignIn;
import io.detsguard.http.problem.BadRequestException;
import io.detsguard.http.problem.Problem;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Opens and ends sessions. The login page sends a form and is answered with redirects, so that it
 * needs no script. Programs send JSON and are answered with a status.
 */
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SessionController {
  private static final URI DASHBOARD = URI.create("/dashboard");
  private static final URI LOGIN = URI.create("/login");

  /** The page shows what the address ends in: see its {@code :target} rule. */
  private static final URI REFUSED = URI.create("/login#refused");

  private static final URI WAIT = URI.create("/login#wait");

  private final SessionsUseCase sessions;

  SessionController(SessionsUseCase sessions) {
    this.sessions = sessions;
  }

  /**
   * What a caller presents.
   *
   * @param token the text of an API token; null when there is no such field
   */
  @Serdeable.Deserializable
  record Credentials(@Nullable String token) {}

  @Post("/login")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> signInByForm(HttpRequest<?> request, @Body Credentials credentials)
      throws IOException {
    return switch (signIn(request, credentials)) {
      case SignIn.Opened opened -> withCookie(HttpResponse.seeOther(DASHBOARD), opened, request);
      case SignIn.Refused() -> HttpResponse.seeOther(REFUSED);
      case SignIn.TooManyFailures _ -> HttpResponse.seeOther(WAIT);
    };
  }

  @Post("/login")
  @Consumes(MediaType.APPLICATION_JSON)
  HttpResponse<?> signInByJson(HttpRequest<?> request, @Body Credentials credentials)
      throws IOException {
    return switch (signIn(request, credentials)) {
      case SignIn.Opened opened -> withCookie(HttpResponse.noContent(), opened, request);
      case SignIn.Refused() -> throw new HttpStatusException(HttpStatus.UNAUTHORIZED, "no token");
      case SignIn.TooManyFailures(Duration retryAfter) -> tooManyFailures(retryAfter);
    };
  }

  private SignIn signIn(HttpRequest<?> request, Credentials credentials) throws IOException {
    refuseOtherOrigins(request);
    if (credentials.token() == null) {
      throw new BadRequestException("The field token is missing.");
    }
    String caller = request.getRemoteAddress().getAddress().getHostAddress();
    SignIn outcome = sessions.signIn(credentials.token().strip(), caller);
    if (outcome instanceof SignIn.Opened) {
      SessionCookie.of(request).ifPresent(sessions::signOut);
    }
    return outcome;
  }

  private static HttpResponse<?> withCookie(
      MutableHttpResponse<?> response, SignIn.Opened opened, HttpRequest<?> request) {
    return response.cookie(SessionCookie.holding(opened.session(), opened.longest(), request));
  }

  private static HttpResponse<?> tooManyFailures(Duration retryAfter) {
    String detail = "Too many failed attempts; the header Retry-After says how long to wait.";
    return HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.toSeconds() + 1))
        .contentType(Problem.MEDIA_TYPE)
        .body(Problem.of(HttpStatus.TOO_MANY_REQUESTS, detail));
  }

  /** Ends the session of the request, if it has one. */
  @Post("/logout")
  @Consumes(MediaType.ALL)
  HttpResponse<?> signOut(HttpRequest<?> request) {
    refuseOtherOrigins(request);
    SessionCookie.of(request).ifPresent(sessions::signOut);
    return HttpResponse.seeOther(LOGIN).cookie(SessionCookie.expired(request));
  }

  /** A stranger's page must neither sign a visitor in with a token of its own nor sign it out. */
  private static void refuseOtherOrigins(HttpRequest<?> request) {
    if (RequestOrigin.of(request) == RequestOrigin.OTHER) {
      throw new HttpStatusException(HttpStatus.FORBIDDEN, "a page of another origin");
    }
  }
}
