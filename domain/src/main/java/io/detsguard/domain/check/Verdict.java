package io.detsguard.domain.check;

import java.util.Locale;

/** What a file is, after as much of it was read as was asked for. */
public enum Verdict {
  /** A properly closed table in which nothing that was looked at disagrees. */
  SOUND,
  /** A table that its owner has open, or left open, and whose structure is otherwise readable. */
  NOT_PROPERLY_CLOSED,
  /** A table, but something in it cannot be. */
  DAMAGED,
  /** A DETS file of a version, or with a hash method, that this program does not read. */
  UNSUPPORTED,
  /** Not a DETS file. */
  NOT_DETS,
  /** The file could not be read at all: missing, not a regular file, no permission, I/O error. */
  UNREADABLE;

  /** The name used in JSON and on the command line. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
