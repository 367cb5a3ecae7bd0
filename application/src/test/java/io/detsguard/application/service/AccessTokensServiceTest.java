package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.AccessTokensUseCase.TokenExistsException;
import io.detsguard.application.port.out.TokenStore;
import io.detsguard.domain.access.StoredToken;
import io.detsguard.domain.access.TokenName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AccessTokensServiceTest {
  private final MovableClock clock = new MovableClock();
  private final MemoryStore store = new MemoryStore();
  private final AccessTokensService tokens = new AccessTokensService(store, new Random(1), clock);

  @Test
  void recognisesATokenItMade() throws IOException {
    String text = tokens.create(TokenName.ADMIN);
    String other = tokens.create(new TokenName("grafana"));
    assertEquals(Optional.of(TokenName.ADMIN), tokens.recognise(text));
    assertEquals(Optional.of(new TokenName("grafana")), tokens.recognise(other));
    assertNotEquals(text, other);
  }

  @Test
  void recognisesNothingElse() throws IOException {
    String text = tokens.create(TokenName.ADMIN);
    for (String wrong :
        List.of(
            "", "dg_", text + "x", text.substring(1), text.toUpperCase(), "x".repeat(100_000))) {
      assertEquals(Optional.empty(), tokens.recognise(wrong));
    }
  }

  @Test
  void keepsOnlyAHash() throws IOException {
    String text = tokens.create(TokenName.ADMIN);
    assertFalse(store.tokens.toString().contains(text));
    assertFalse(store.tokens.toString().contains(text.substring(3)));
  }

  @Test
  void refusesASecondTokenOfTheSameName() throws IOException {
    String text = tokens.create(TokenName.ADMIN);
    assertThrows(TokenExistsException.class, () -> tokens.create(TokenName.ADMIN));
    assertEquals(Optional.of(TokenName.ADMIN), tokens.recognise(text));
  }

  @Test
  void forgetsARevokedToken() throws IOException {
    String text = tokens.create(TokenName.ADMIN);
    assertTrue(tokens.revoke(TokenName.ADMIN));
    assertFalse(tokens.revoke(TokenName.ADMIN));
    assertEquals(Optional.empty(), tokens.recognise(text));
    assertEquals(List.of(), tokens.list());
  }

  @Test
  void noticesWithinASecondWhatAnotherProcessRevoked() throws IOException {
    String text = tokens.create(TokenName.ADMIN);
    store.tokens = List.of();
    clock.pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), tokens.recognise(text));
  }

  private static final class MemoryStore implements TokenStore {
    private List<StoredToken> tokens = List.of();

    @Override
    public List<StoredToken> load() {
      return tokens;
    }

    @Override
    public List<StoredToken> update(UnaryOperator<List<StoredToken>> change) {
      tokens = List.copyOf(new ArrayList<>(change.apply(tokens)));
      return tokens;
    }
  }
}
