package io.detsguard.http.problem;

import io.detsguard.application.port.in.ShuttingDownException;
import io.detsguard.application.port.in.UnknownSnapshotException;
import io.detsguard.application.port.in.UnknownTableException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the refusals of the use cases their statuses; what is no refusal is a defect, logged and
 * answered with 500. Trouble with the world ({@link java.io.IOException}) does not come by here:
 * the server logs it and has {@link ProblemResponses} answer 500, unless it is only a caller who
 * hung up.
 */
@Singleton
final class RefusalHandler implements ExceptionHandler<RuntimeException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalHandler.class);

  @Override
  @SuppressWarnings("rawtypes") // the interface is declared so
  public HttpResponse<?> handle(HttpRequest request, RuntimeException failure) {
    return switch (failure) {
      case BadRequestException e -> problem(HttpStatus.BAD_REQUEST, e.getMessage());
      case RefusedException e -> problem(e.status(), e.getMessage());
      case UnknownTableException e -> problem(HttpStatus.NOT_FOUND, e.getMessage());
      case UnknownSnapshotException e -> problem(HttpStatus.NOT_FOUND, e.getMessage());
      case ShuttingDownException e -> problem(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
      default -> defect(request, failure);
    };
  }

  private static MutableHttpResponse<Problem> defect(HttpRequest<?> request, Throwable failure) {
    LOG.error("{} {} failed", request.getMethodName(), request.getUri().getRawPath(), failure);
    return respond(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR));
  }

  private static MutableHttpResponse<Problem> problem(HttpStatus status, String detail) {
    return respond(Problem.of(status, detail));
  }

  private static MutableHttpResponse<Problem> respond(Problem problem) {
    return ProblemResponses.respond(
        HttpResponse.status(problem.status(), problem.title()), problem);
  }
}
