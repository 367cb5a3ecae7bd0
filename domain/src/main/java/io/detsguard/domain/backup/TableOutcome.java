package io.detsguard.domain.backup;

import io.detsguard.domain.table.TableName;
import java.util.Optional;

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
   * The table has no new proven snapshot; its older ones are untouched.
   *
   * @param reason sentences for the operator, without paths of the host
   * @param salvage what could be saved of it all the same, kept apart from proven snapshots
   */
  record Failed(TableName table, FailureKind kind, String reason, Optional<Snapshot> salvage)
      implements TableOutcome {
    /** A failure that leaves nothing. */
    public Failed(TableName table, FailureKind kind, String reason) {
      this(table, kind, reason, Optional.empty());
    }
  }

  /** The snapshot that was made for the table, whatever it is worth. */
  default Optional<Snapshot> made() {
    return switch (this) {
      case BackedUp(Snapshot snapshot) -> Optional.of(snapshot);
      case Failed failed -> failed.salvage();
    };
  }
}
