package io.detsguard.domain.restore;

import java.util.Locale;

/**
 * Why a table was not replaced; nothing was changed then.
 *
 * @param kind what stands in the way
 * @param reason a clause for the operator, without paths of the host
 */
public record Refusal(Kind kind, String reason) {
  /** What can stand in the way. */
  public enum Kind {
    /** The repository has no proven snapshot of the table. */
    NO_SNAPSHOT,
    /** The snapshot is one of another table. */
    OTHER_TABLE,
    /** The stored file is not what its manifest says, or does not stand the check. */
    SNAPSHOT_DAMAGED,
    /** A process has the table open. */
    TABLE_OPEN,
    /** Its owner was told to close the table, and did not. */
    OWNER_HOLDS,
    /** Not every process could be asked whether it has the table open. */
    NOT_ALL_SEEN,
    /** The live file is no longer the one that was looked at. */
    LIVE_CHANGED,
    /** Someone else is replacing a table in the same directory. */
    BUSY,
    /** No replaced file lies beside the table. */
    NOTHING_TO_UNDO,
    /** The confirmation is not known, was used, or has run out. */
    NOT_CONFIRMED,
    /** The table cannot be read to its end, so it cannot be rewritten; or nothing of it at all. */
    TABLE_DAMAGED,
    /** There is no file in the table's place. */
    TABLE_MISSING,
    /** The table is sound. */
    NOTHING_TO_REPAIR;

    /** The name used in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
