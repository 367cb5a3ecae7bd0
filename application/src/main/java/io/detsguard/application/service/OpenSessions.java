package io.detsguard.application.service;

import io.detsguard.application.port.out.SessionStore;
import io.detsguard.domain.access.StoredSession;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The sessions that are open, in memory and in a store. A session ends {@link #LONGEST_IDLE} after
 * its last use, {@link #LONGEST} after it was opened, and when it is the longest unused of {@link
 * #MOST_SESSIONS} and one more is opened. Safe for use by many threads.
 *
 * <p>The store serves restarts: when it fails, sessions go on without it, and the log says so. Uses
 * are written to it once an hour at most, so that reading a page does not write to the disk.
 */
public final class OpenSessions {
  /** How long a session may go unused. */
  public static final Duration LONGEST_IDLE = Duration.ofHours(12);

  /** How long a session may last. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** How many sessions there can be at a time. */
  public static final int MOST_SESSIONS = 1_000;

  private static final Duration USE_WRITTEN_EVERY = Duration.ofHours(1);
  private static final Logger LOG = System.getLogger(OpenSessions.class.getName());

  private final SessionStore store;

  /** By hash, the longest unused first; empty until they are first needed. */
  private Optional<LinkedHashMap<String, StoredSession>> loaded = Optional.empty();

  private Instant written = Instant.MIN;

  public OpenSessions(SessionStore store) {
    this.store = store;
  }

  /** Adds a session that was opened just now. */
  synchronized void add(StoredSession session, Instant now) {
    LinkedHashMap<String, StoredSession> sessions = sessions();
    sessions.values().removeIf(other -> !isOpen(other, now));
    if (sessions.size() >= MOST_SESSIONS) {
      sessions.pollFirstEntry();
    }
    sessions.put(session.sha256(), session);
    save(sessions, now);
  }

  /** The session of that hash, if it is open; it counts as used now. */
  synchronized Optional<StoredSession> use(String sha256, Instant now) {
    LinkedHashMap<String, StoredSession> sessions = sessions();
    StoredSession session = sessions.get(sha256);
    if (session == null || !isOpen(session, now)) {
      return Optional.empty();
    }
    sessions.put(sha256, session.usedAt(now));
    if (now.isAfter(written.plus(USE_WRITTEN_EVERY))) {
      save(sessions, now);
    }
    return Optional.of(session);
  }

  /** Ends a session, if there is one of that hash. */
  synchronized void remove(String sha256) {
    LinkedHashMap<String, StoredSession> sessions = sessions();
    if (sessions.remove(sha256) != null) {
      save(sessions, written);
    }
  }

  private static boolean isOpen(StoredSession session, Instant now) {
    return now.isBefore(session.openedAt().plus(LONGEST))
        && now.isBefore(session.usedAt().plus(LONGEST_IDLE));
  }

  private LinkedHashMap<String, StoredSession> sessions() {
    if (loaded.isEmpty()) {
      LinkedHashMap<String, StoredSession> sessions = new LinkedHashMap<>(16, 0.75f, true);
      load().stream()
          .limit(MOST_SESSIONS)
          .forEach(session -> sessions.put(session.sha256(), session));
      loaded = Optional.of(sessions);
    }
    return loaded.get();
  }

  private List<StoredSession> load() {
    try {
      return store.load();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the sessions of before cannot be read: all have to sign in anew", e);
      return List.of();
    }
  }

  private void save(LinkedHashMap<String, StoredSession> sessions, Instant now) {
    written = now;
    try {
      store.save(List.copyOf(sessions.values()));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the sessions cannot be written: a restart will end them", e);
    }
  }
}
