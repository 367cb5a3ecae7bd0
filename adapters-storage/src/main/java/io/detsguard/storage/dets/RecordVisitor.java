package io.detsguard.storage.dets;

import java.io.IOException;

/** Looks at the records of a table, one after the other. */
@FunctionalInterface
public interface RecordVisitor {
  /** Looks at a record, which is gone when this returns. */
  void visit(StoredRecord record) throws IOException;
}
