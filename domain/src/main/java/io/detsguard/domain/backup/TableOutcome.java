package io.detsguard.domain.backup;

import io.detsguard.domain.table.TableName;

/** What one backup run came to for one table. */
public sealed interface TableOutcome {
  TableName table();

  /** The table has a new, proven snapshot. */
  record BackedUp(Snapshot snapshot) implements TableOutcome {
    @Override
    public TableName table() {
      return snapshot.id().table();
    }
  }

  /**
   * The table has no new snapshot; its older ones are untouched.
   *
   * @param reason a sentence for the operator, without paths of the host
   */
  record Failed(TableName table, FailureKind kind, String reason) implements TableOutcome {}
}
