package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.SessionsUseCase.SignIn;
import io.detsguard.application.port.out.SessionStore;
import io.detsguard.application.port.out.TokenStore;
import io.detsguard.domain.access.StoredSession;
import io.detsguard.domain.access.StoredToken;
import io.detsguard.domain.access.TokenName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsServiceTest {
  private static final TokenName NAME = new TokenName("ops");
  private static final String CALLER = "192.0.2.1";

  private final MovableClock clock = new MovableClock();
  private final MemoryTokens store = new MemoryTokens();
  private final AccessTokensService tokens =
      new AccessTokensService(store, new SplittableRandom(1), clock);
  private final MemorySessions kept = new MemorySessions();
  private SessionsService sessions = service();
  private String token;

  private SessionsService service() {
    return new SessionsService(tokens, new OpenSessions(kept), new SplittableRandom(), clock);
  }

  @BeforeEach
  void makeToken() throws IOException {
    token = tokens.create(NAME);
  }

  @Test
  void recognisesTheSessionThatATokenHasOpened() throws IOException {
    assertEquals(Optional.of(NAME), sessions.recognise(open()));
  }

  @Test
  void opensADifferentSessionEachTime() throws IOException {
    assertNotEquals(open(), open());
  }

  @Test
  void makesSessionsThatFitACookie() throws IOException {
    assertTrue(open().matches("[A-Za-z0-9_-]{43}"));
  }

  @Test
  void recognisesNothingElse() throws IOException {
    String session = open();
    for (String text :
        List.of("", "x", token, session + "x", session.substring(1), "x".repeat(10_000))) {
      assertEquals(Optional.empty(), sessions.recognise(text));
    }
  }

  @Test
  void refusesWhatIsNoToken() throws IOException {
    assertInstanceOf(SignIn.Refused.class, sessions.signIn("dg_wrong", CALLER));
    assertInstanceOf(SignIn.Refused.class, sessions.signIn("", CALLER));
    assertInstanceOf(SignIn.Refused.class, sessions.signIn(open(), CALLER));
  }

  @Test
  void endsWhenSignedOut() throws IOException {
    String session = open();
    String other = open();
    sessions.signOut(session);
    assertEquals(Optional.empty(), sessions.recognise(session));
    assertEquals(Optional.of(NAME), sessions.recognise(other));
  }

  @Test
  void endsAfterTwelveHoursWithoutUse() throws IOException {
    String session = open();
    clock.pass(Duration.ofHours(12).minusMillis(1));
    assertEquals(Optional.of(NAME), sessions.recognise(session));
    clock.pass(Duration.ofHours(12));
    assertEquals(Optional.empty(), sessions.recognise(session));
  }

  @Test
  void endsAfterSevenDaysHoweverMuchItIsUsed() throws IOException {
    String session = open();
    for (int hours = 0; hours < 7 * 24 - 1; hours++) {
      clock.pass(Duration.ofHours(1));
      assertEquals(Optional.of(NAME), sessions.recognise(session), hours + " h");
    }
    clock.pass(Duration.ofHours(1));
    assertEquals(Optional.empty(), sessions.recognise(session));
  }

  @Test
  void endsWithItsToken() throws IOException {
    String session = open();
    tokens.revoke(NAME);
    clock.pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), sessions.recognise(session));
  }

  @Test
  void endsWithItsTokenEvenIfAnotherGetsItsName() throws IOException {
    String session = open();
    tokens.revoke(NAME);
    tokens.create(NAME);
    clock.pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), sessions.recognise(session));
    tokens.revoke(NAME);
    clock.pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), sessions.recognise(session));
  }

  @Test
  void isGoodAtOnceWithATokenThatHasJustBeenMade() throws IOException {
    sessions.recognise(open());
    String later = tokens.create(new TokenName("later"));
    String session =
        assertInstanceOf(SignIn.Opened.class, sessions.signIn(later, CALLER)).session();
    assertEquals(Optional.of(new TokenName("later")), sessions.recognise(session));
  }

  @Test
  void readsTheTokensOnceASecond() throws IOException {
    String session = open();
    int before = store.reads;
    for (int request = 0; request < 100; request++) {
      sessions.recognise(session);
    }
    assertEquals(before, store.reads);
  }

  @Test
  void endsTheLongestUnusedWhenThereAreTooMany() throws IOException {
    String used = open();
    String unused = open();
    for (int more = 2; more < OpenSessions.MOST_SESSIONS; more++) {
      open();
    }
    sessions.recognise(used);
    open();
    assertEquals(Optional.of(NAME), sessions.recognise(used));
    assertEquals(Optional.empty(), sessions.recognise(unused));
  }

  @Test
  void outlivesARestart() throws IOException {
    String session = open();
    sessions = service();
    assertEquals(Optional.of(NAME), sessions.recognise(session));
  }

  @Test
  void staysEndedAfterARestart() throws IOException {
    String session = open();
    sessions.signOut(session);
    sessions = service();
    assertEquals(Optional.empty(), sessions.recognise(session));
  }

  @Test
  void countsTimeWhileTheServiceIsDown() throws IOException {
    String session = open();
    clock.pass(Duration.ofHours(12));
    sessions = service();
    assertEquals(Optional.empty(), sessions.recognise(session));
  }

  @Test
  void remembersUseAcrossARestartToWithinAnHour() throws IOException {
    String session = open();
    for (int hours = 0; hours < 20; hours++) {
      clock.pass(Duration.ofHours(1).plusSeconds(1));
      sessions.recognise(session);
    }
    sessions = service();
    assertEquals(Optional.of(NAME), sessions.recognise(session));
  }

  @Test
  void writesUseOnceAnHour() throws IOException {
    String session = open();
    int before = kept.saves;
    for (int second = 0; second < 3600; second++) {
      clock.pass(Duration.ofSeconds(2));
      sessions.recognise(session);
    }
    assertEquals(1, kept.saves - before);
  }

  @Test
  void keepsNoTextThatOpensAnything() throws IOException {
    String session = open();
    assertTrue(!kept.sessions.toString().contains(session), "the text is kept");
    assertTrue(!kept.sessions.toString().contains(token), "the token is kept");
  }

  @Test
  void worksWithoutTheStore() throws IOException {
    kept.broken = true;
    String session = open();
    assertEquals(Optional.of(NAME), sessions.recognise(session));
    sessions.signOut(session);
    assertEquals(Optional.empty(), sessions.recognise(session));
  }

  @Test
  void makesACallerWaitAfterTenFailures() throws IOException {
    fail(10);
    SignIn outcome = sessions.signIn(token, CALLER);
    assertEquals(new SignIn.TooManyFailures(Duration.ofMinutes(1)), outcome);
    assertInstanceOf(SignIn.Opened.class, sessions.signIn(token, "192.0.2.2"));
    clock.pass(Duration.ofMinutes(1));
    assertInstanceOf(SignIn.Opened.class, sessions.signIn(token, CALLER));
  }

  @Test
  void forgivesFailuresAfterASuccess() throws IOException {
    for (int round = 0; round < 5; round++) {
      fail(9);
      assertInstanceOf(SignIn.Opened.class, sessions.signIn(token, CALLER));
    }
  }

  @Test
  void doesNotRememberCallersWithoutEnd() throws IOException {
    for (int caller = 0; caller < 2 * FailedSignIns.MOST_CALLERS; caller++) {
      sessions.signIn("dg_wrong", "caller " + caller);
    }
    fail(9);
    assertInstanceOf(SignIn.Opened.class, sessions.signIn(token, CALLER));
  }

  private String open() throws IOException {
    return assertInstanceOf(SignIn.Opened.class, sessions.signIn(token, CALLER)).session();
  }

  private void fail(int times) throws IOException {
    for (int attempt = 0; attempt < times; attempt++) {
      assertInstanceOf(SignIn.Refused.class, sessions.signIn("dg_wrong", CALLER));
    }
  }

  private static final class MemoryTokens implements TokenStore {
    private List<StoredToken> tokens = new ArrayList<>();
    private int reads;

    @Override
    public List<StoredToken> load() {
      reads++;
      return List.copyOf(tokens);
    }

    @Override
    public List<StoredToken> update(UnaryOperator<List<StoredToken>> change) {
      tokens = change.apply(tokens);
      return List.copyOf(tokens);
    }
  }

  private static final class MemorySessions implements SessionStore {
    private List<StoredSession> sessions = List.of();
    private int saves;
    private boolean broken;

    @Override
    public List<StoredSession> load() throws IOException {
      failIfBroken();
      return sessions;
    }

    @Override
    public void save(List<StoredSession> all) throws IOException {
      failIfBroken();
      sessions = all;
      saves++;
    }

    private void failIfBroken() throws IOException {
      if (broken) {
        throw new IOException("no space left on device");
      }
    }
  }
}
