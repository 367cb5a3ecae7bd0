package io.detsguard.application.port.out;

import io.detsguard.domain.access.StoredToken;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Keeps the hashes of API tokens, readable by the owner of the service alone. */
public interface TokenStore {
  /** All tokens, oldest first; none when there is no store yet. */
  List<StoredToken> load() throws IOException;

  /**
   * Replaces the tokens by what {@code change} makes of them; the store is whole or as before at
   * any moment, and two changes of several processes never mix.
   *
   * @return the tokens after the change
   */
  List<StoredToken> update(UnaryOperator<List<StoredToken>> change) throws IOException;
}
