package io.detsguard.application.port.in;

import io.detsguard.domain.access.TokenName;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Sessions of browsers: a token is exchanged once for a secret that the browser holds, so that the
 * token itself is kept nowhere. Safe for use by many threads.
 */
public interface SessionsUseCase {
  /**
   * Exchanges a token for a session.
   *
   * @param presented text from outside, of any length
   * @param caller where the request comes from; failures are counted by it
   * @throws IOException when the tokens cannot be read
   */
  SignIn signIn(String presented, String caller) throws IOException;

  /**
   * In whose name a session acts. Asking keeps it from ending for want of use.
   *
   * @param presented text from outside, of any length
   * @throws IOException when the tokens cannot be read
   */
  Optional<TokenName> recognise(String presented) throws IOException;

  /** Ends a session, if there is one of that text. */
  void signOut(String presented);

  /** What became of a token that was presented. */
  sealed interface SignIn {
    /**
     * It was good.
     *
     * @param session the session's text, known to nobody else: ASCII letters, digits, {@code -} and
     *     {@code _}
     * @param longest after this time it ends in any case
     */
    record Opened(String session, Duration longest) implements SignIn {}

    /** It is no token, or no longer one. */
    record Refused() implements SignIn {}

    /**
     * It was not looked at: this caller failed too often.
     *
     * @param retryAfter how long until the next attempt is looked at
     */
    record TooManyFailures(Duration retryAfter) implements SignIn {}
  }
}
