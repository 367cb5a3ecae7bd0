package io.detsguard.http;

import java.time.Duration;

/**
 * How long a connection may take for each thing it does. Waiting for an answer has no deadline; it
 * is the service that takes its time then.
 *
 * @param idle from the last answer, or from the start, until a request's headers are there in full
 * @param request from a request's headers until the end of its body
 * @param response from the first byte of an answer until the caller took the last one
 */
public record ConnectionDeadlines(Duration idle, Duration request, Duration response) {
  /** 75 seconds between requests, 20 to send one, 60 to take the answer. */
  public static final ConnectionDeadlines DEFAULT =
      new ConnectionDeadlines(
          Duration.ofSeconds(75), Duration.ofSeconds(20), Duration.ofSeconds(60));

  public ConnectionDeadlines {
    requirePositive(idle);
    requirePositive(request);
    requirePositive(response);
  }

  /** The shortest of them. */
  public Duration shortest() {
    Duration shorter = idle.compareTo(request) < 0 ? idle : request;
    return shorter.compareTo(response) < 0 ? shorter : response;
  }

  private static void requirePositive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a deadline is positive: " + duration);
    }
  }
}
