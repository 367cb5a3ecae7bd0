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

  /** The problem of that status. */
  public static Problem of(HttpStatus status, String detail) {
    return new Problem("about:blank", status.getReason(), status.getCode(), detail);
  }
}
