package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.SocketSubprotocol;
import io.detsguard.domain.access.TokenName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SocketTicketsServiceTest {
  private static final TokenName GRAFANA = new TokenName("grafana");

  private final MovableClock clock = new MovableClock();
  private final SocketTicketsService tickets = new SocketTicketsService(new Random(1), clock);

  @Test
  void takesEachTicketForItsOwner() {
    String admins = tickets.issue(TokenName.ADMIN);
    String other = tickets.issue(GRAFANA);
    assertNotEquals(admins, other);
    assertEquals(Optional.of(GRAFANA), tickets.redeem(other));
    assertEquals(Optional.of(TokenName.ADMIN), tickets.redeem(admins));
  }

  @Test
  void takesATicketOnce() {
    String ticket = tickets.issue(TokenName.ADMIN);
    assertTrue(tickets.redeem(ticket).isPresent());
    assertEquals(Optional.empty(), tickets.redeem(ticket));
  }

  @Test
  void takesATicketOnceWhenManyPresentItTogether() throws Exception {
    String ticket = tickets.issue(TokenName.ADMIN);
    Callable<Optional<TokenName>> redeem = () -> tickets.redeem(ticket);
    int taken = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Optional<TokenName>>> all = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        all.add(redeem);
      }
      for (Future<Optional<TokenName>> answer : threads.invokeAll(all)) {
        taken += answer.get().isPresent() ? 1 : 0;
      }
    }
    assertEquals(1, taken);
  }

  @Test
  void takesATicketForThirtySeconds() {
    String used = tickets.issue(TokenName.ADMIN);
    String late = tickets.issue(TokenName.ADMIN);
    clock.pass(Duration.ofSeconds(30).minusMillis(1));
    assertTrue(tickets.redeem(used).isPresent());
    clock.pass(Duration.ofMillis(1));
    assertEquals(Optional.empty(), tickets.redeem(late));
  }

  @Test
  void takesNoTicketFromTheFuture() {
    String ticket = tickets.issue(TokenName.ADMIN);
    clock.pass(Duration.ofHours(-1));
    assertEquals(Optional.empty(), tickets.redeem(ticket));
  }

  @Test
  void takesNothingElse() {
    String ticket = tickets.issue(TokenName.ADMIN);
    for (String wrong :
        List.of("", ticket + "x", ticket.substring(1), " " + ticket, "x".repeat(1 << 20))) {
      assertEquals(Optional.empty(), tickets.redeem(wrong));
    }
    assertTrue(tickets.redeem(ticket).isPresent());
  }

  @Test
  void hasTwoHundredAndFiftySixBitsThatFitTheHeader() {
    String ticket = tickets.issue(TokenName.ADMIN);
    assertTrue(ticket.matches("[A-Za-z0-9_-]{43}"), ticket);
    assertEquals(Optional.of(ticket), SocketSubprotocol.ticket("detsguard.v1, ticket." + ticket));
  }

  @Test
  void dropsTheOldestTicketWhenThereAreTooMany() {
    String oldest = tickets.issue(TokenName.ADMIN);
    String second = tickets.issue(TokenName.ADMIN);
    for (int i = 2; i <= SocketTicketsService.MOST_TICKETS; i++) {
      tickets.issue(TokenName.ADMIN);
    }
    assertEquals(Optional.empty(), tickets.redeem(oldest));
    assertTrue(tickets.redeem(second).isPresent());
  }

  @Test
  void makesRoomByForgettingTicketsThatExpired() {
    for (int i = 0; i < SocketTicketsService.MOST_TICKETS; i++) {
      tickets.issue(TokenName.ADMIN);
    }
    clock.pass(SocketTicketsService.LIFE);
    String first = tickets.issue(TokenName.ADMIN);
    for (int i = 1; i < SocketTicketsService.MOST_TICKETS; i++) {
      tickets.issue(TokenName.ADMIN);
    }
    assertTrue(tickets.redeem(first).isPresent());
  }
}
