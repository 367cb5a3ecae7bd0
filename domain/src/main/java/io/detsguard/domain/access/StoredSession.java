package io.detsguard.domain.access;

import java.time.Instant;

/**
 * What is kept of a browser's session.
 *
 * @param sha256 SHA-256 of the session's text, 64 hexadecimal digits; the text itself has 256
 *     random bits, so a plain hash cannot be guessed back
 * @param token the name of the token that opened it
 * @param tokenSha256 and the hash of that token: another one may get its name later
 * @param openedAt when it was opened
 * @param usedAt when it was last used
 */
public record StoredSession(
    String sha256, TokenName token, String tokenSha256, Instant openedAt, Instant usedAt) {

  /** Whether this is the token that opened it. */
  public boolean isOf(StoredToken candidate) {
    return candidate.name().equals(token) && candidate.sha256().equals(tokenSha256);
  }

  /** The same session, used later. */
  public StoredSession usedAt(Instant later) {
    return new StoredSession(sha256, token, tokenSha256, openedAt, later);
  }
}
