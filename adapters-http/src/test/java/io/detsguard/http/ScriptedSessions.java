package io.detsguard.http;

import io.detsguard.application.port.in.SessionsUseCase;
import io.detsguard.domain.access.TokenName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows one token, counts sessions, and remembers who tried to sign in. */
public final class ScriptedSessions implements SessionsUseCase {
  public static final Duration LONGEST = Duration.ofDays(7);

  private final String good;
  private final Set<String> open = Collections.synchronizedSet(new HashSet<>());
  private final List<String> callers = Collections.synchronizedList(new ArrayList<>());
  private volatile Optional<Duration> retryAfter = Optional.empty();
  private volatile Optional<IOException> failure = Optional.empty();

  ScriptedSessions(String good) {
    this.good = good;
  }

  /** From here on nobody may sign in for that long. */
  public void holdOff(Duration wait) {
    retryAfter = Optional.of(wait);
  }

  public void failWith(IOException exception) {
    failure = Optional.of(exception);
  }

  /** Where each attempt came from, in order. */
  public List<String> callers() {
    return List.copyOf(callers);
  }

  /** The sessions that are open. */
  public Set<String> open() {
    return Set.copyOf(open);
  }

  @Override
  public SignIn signIn(String presented, String caller) {
    callers.add(caller);
    if (retryAfter.isPresent()) {
      return new SignIn.TooManyFailures(retryAfter.get());
    }
    if (!presented.equals(good)) {
      return new SignIn.Refused();
    }
    String session = "session-" + callers.size();
    open.add(session);
    return new SignIn.Opened(session, LONGEST);
  }

  @Override
  public Optional<TokenName> recognise(String presented) throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return open.contains(presented) ? Optional.of(TokenName.ADMIN) : Optional.empty();
  }

  @Override
  public void signOut(String presented) {
    open.remove(presented);
  }
}
