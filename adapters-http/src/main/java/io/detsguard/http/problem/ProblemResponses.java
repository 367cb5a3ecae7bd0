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
    return respond(response, Problem.of(status, detail(status, cause)));
  }

  /** Makes an answer that problem. */
  static MutableHttpResponse<Problem> respond(MutableHttpResponse<?> response, Problem problem) {
    return response.status(problem.status(), problem.title()).contentType(PROBLEM).body(problem);
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
      case null, default -> Problem.standardDetail(status);
    };
  }
}
