package io.detsguard.domain.table;

/** How records are written for others to read: {@code docs/toolbox.md}, "export". */
public enum RecordFormat {
  /** One JSON object a line, with the key and the record. */
  JSON,
  /** Erlang terms, as {@code file:consult/1} reads them. */
  TERMS,
  /** The keys with the number and the size of their records. */
  CSV
}
