package io.detsguard.http.problem;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import jakarta.inject.Singleton;

/**
 * Gives every error answer its body, whether the server, its security or a use case refused. Takes
 * nothing from the messages that come with it, and puts the standard words in place of the reason
 * in the status line, which may quote the request or the parser.
 */
@Singleton
final class ProblemResponses implements ErrorResponseProcessor<Problem> {
  private static final MediaType PROBLEM = MediaType.of(Problem.MEDIA_TYPE);

  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpStatus status = status(context.getRequest(), response);
    Throwable cause = context.getRootCause().orElse(null);
    return respond(response, status, detail(status, cause));
  }

  /** Makes an answer the problem of that status. */
  static MutableHttpResponse<Problem> respond(
      MutableHttpResponse<?> response, HttpStatus status, String detail) {
    return response
        .status(status.getCode(), status.getReason())
        .contentType(PROBLEM)
        .body(Problem.of(status, detail));
  }

  /** The status as it came, made precise where the server only knows that something was too big. */
  private static HttpStatus status(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (request instanceof NettyHttpRequest<?> netty) {
      Throwable failure = netty.getNativeRequest().decoderResult().cause();
      if (failure instanceof TooLongHttpLineException) {
        return HttpStatus.REQUEST_URI_TOO_LONG;
      }
      if (failure instanceof TooLongHttpHeaderException) {
        return HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
      }
    }
    return response.status();
  }

  private static String detail(HttpStatus status, Throwable cause) {
    return switch (cause) {
      case ConversionErrorException e ->
          "The parameter " + e.getArgument().getName() + " is wrong.";
      case UnsatisfiedRouteException e ->
          "The parameter " + e.getArgument().getName() + " is missing.";
      case null, default -> detail(status);
    };
  }

  private static String detail(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST -> "The request cannot be understood.";
      case UNAUTHORIZED -> "This needs a valid token: Authorization: Bearer <token>.";
      case FORBIDDEN -> "This is not allowed.";
      case NOT_FOUND -> "There is nothing at this address.";
      case METHOD_NOT_ALLOWED ->
          "This address does not take this method; the header Allow lists them.";
      case NOT_ACCEPTABLE -> "The answer is JSON, and the header Accept excludes it.";
      case REQUEST_TIMEOUT -> "The request did not arrive in time.";
      case REQUEST_ENTITY_TOO_LARGE -> "The request's body is too large.";
      case REQUEST_URI_TOO_LONG -> "The request's address is too long.";
      case UNSUPPORTED_MEDIA_TYPE -> "The body must be JSON: Content-Type: application/json.";
      case REQUEST_HEADER_FIELDS_TOO_LARGE -> "The request's headers are too large.";
      case SERVICE_UNAVAILABLE -> "The service cannot take this request now.";
      default ->
          status.getCode() >= 500
              ? "The service failed to answer; its log has the details."
              : "The request was refused.";
    };
  }
}
