package io.detsguard.storage.distribution.peer;

import java.nio.file.Path;

/**
 * A file whose first line is the cookie, as Erlang's {@code .erlang.cookie} is. Only its owner may
 * have access. Read anew for each connection, so that a cookie may be changed.
 *
 * @param path where it lies
 */
public record CookieFile(Path path) {

  /**
   * Reads the cookie.
   *
   * @throws NodeException when it cannot be read, others have access to it, or it holds no cookie
   */
  public Cookie read() throws NodeException {
    return new Cookie(new PrivateFile(path, "the cookie file").read(Cookie.MAX_BYTES));
  }
}
