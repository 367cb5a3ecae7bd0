package io.detsguard.application.port.out;

import io.detsguard.domain.access.StoredSession;
import java.io.IOException;
import java.util.List;

/**
 * Keeps the hashes of sessions beyond the life of the process, readable by the owner of the service
 * alone. Used by one thread at a time.
 */
public interface SessionStore {
  /**
   * The sessions that were kept, in the order in which they were; none when there is no store yet.
   */
  List<StoredSession> load() throws IOException;

  /** Keeps these sessions and no others; the store is whole or as before at any moment. */
  void save(List<StoredSession> sessions) throws IOException;
}
