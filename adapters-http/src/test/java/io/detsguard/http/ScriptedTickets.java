package io.detsguard.http;

import io.detsguard.application.port.in.SocketTicketsUseCase;
import io.detsguard.domain.access.TokenName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers tickets. */
public final class ScriptedTickets implements SocketTicketsUseCase {
  private final Map<String, TokenName> issued = new ConcurrentHashMap<>();

  @Override
  public String issue(TokenName owner) {
    String ticket = "ticket-" + (issued.size() + 1);
    issued.put(ticket, owner);
    return ticket;
  }

  @Override
  public Optional<TokenName> redeem(String presented) {
    return Optional.ofNullable(issued.remove(presented));
  }
}
