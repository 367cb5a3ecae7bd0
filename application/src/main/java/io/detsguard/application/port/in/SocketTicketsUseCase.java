package io.detsguard.application.port.in;

import io.detsguard.domain.access.TokenName;
import java.util.Optional;

/**
 * Single-use tickets that open a WebSocket. A browser cannot send an {@code Authorization} header
 * with an upgrade, and a token in a URL ends up in logs; so a page fetches a ticket over HTTP and
 * offers it as a subprotocol, see {@link SocketSubprotocol}. Safe for use by many threads.
 */
public interface SocketTicketsUseCase {
  /**
   * Makes a ticket that is good for one socket, for a short time.
   *
   * @param owner in whose name it opens the socket
   * @return its text: ASCII letters, digits, {@code -} and {@code _}, so that it fits a header
   */
  String issue(TokenName owner);

  /**
   * Takes a ticket in exchange for its owner's name. The same ticket is not taken twice, whoever
   * presents it, nor after its time. The time this takes tells nothing about which tickets there
   * are.
   *
   * @param presented text from outside, of any length
   */
  Optional<TokenName> redeem(String presented);
}
