package io.detsguard.http.problem;

import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A problem document of RFC 9457.
 *
 * @param type always {@code about:blank}: the status says what sort of problem it is
 * @param title the status in words
 * @param status the HTTP status
 * @param detail one or two sentences for a person, without paths, classes or parser text
 */
@Serdeable.Serializable
public record Problem(String type, String title, int status, String detail) {
  /** Its media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The problem of that status, when there is no more to say than the status does. */
  public static Problem of(HttpStatus status) {
    return of(status, standardDetail(status));
  }

  /** A problem of that status. */
  public static Problem of(HttpStatus status, String detail) {
    return new Problem("about:blank", status.getReason(), status.getCode(), detail);
  }

  /** All that a status alone lets say, in a sentence. */
  static String standardDetail(HttpStatus status) {
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
