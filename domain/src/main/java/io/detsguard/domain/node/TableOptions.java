package io.detsguard.domain.node;

import java.time.Duration;
import java.util.Optional;

/**
 * How a table was opened.
 *
 * @param access whether its users may write
 * @param ramFile whether the table lives in memory: its file is written by a sync or a close only,
 *     and says nothing of what came since
 * @param autoSave how long no update may have come before the table is saved by itself; empty when
 *     that is switched off ({@code infinity})
 */
public record TableOptions(TableAccess access, boolean ramFile, Optional<Duration> autoSave) {
  /** What a table is opened with when nothing is said: {@code auto_save} in its documentation. */
  public static final Duration DEFAULT_AUTO_SAVE = Duration.ofMinutes(3);

  public TableOptions {
    if (autoSave.isPresent() && autoSave.get().isNegative()) {
      throw new IllegalArgumentException("auto_save is no negative time: " + autoSave.get());
    }
  }
}
