package io.detsguard.domain.restore;

import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.diff.TableDiff;

/** What is in the place of a table that is to be restored, compared with the snapshot. */
public sealed interface LiveContent {
  /** Nothing. */
  record Missing() implements LiveContent {}

  /**
   * A table whose records could be compared.
   *
   * @param changes from the live table to the snapshot: {@link TableDiff#added} are keys that only
   *     the snapshot has, {@link TableDiff#removed} those that only the live table has and that the
   *     restore would take away
   * @param properlyClosed whether the live file holds all its owner accepted; if not, its latest
   *     changes may be missing from this comparison
   */
  record Readable(TableDiff changes, boolean properlyClosed) implements LiveContent {}

  /**
   * A file that cannot be compared.
   *
   * @param verdict what it is instead of sound
   * @param reason its first finding
   */
  record Unusable(Verdict verdict, String reason) implements LiveContent {}
}
