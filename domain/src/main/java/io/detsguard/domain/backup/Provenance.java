package io.detsguard.domain.backup;

import io.detsguard.domain.table.TableLocation;
import java.time.Duration;
import java.time.Instant;

/**
 * Where the bytes of a snapshot come from.
 *
 * @param source the live file
 * @param stamp the state of that file which was copied
 * @param method how it was read
 * @param tries how many times reading was begun until it held still
 * @param pause how long the owner was held for it; zero when it was not
 * @param contentReadAt when the source's content was last read in full; earlier than the snapshot
 *     itself when {@code unchanged}
 * @param unchanged whether the file was recognised by its stamp as the one of an earlier snapshot,
 *     whose stored bytes this snapshot shares
 */
public record Provenance(
    TableLocation source,
    SourceStamp stamp,
    CopyMethod method,
    int tries,
    Duration pause,
    Instant contentReadAt,
    boolean unchanged) {

  /** The same origin for a later snapshot of the same, untouched file. */
  public Provenance unchangedSince(Instant lastContentRead) {
    return new Provenance(source, stamp, method, tries, pause, lastContentRead, true);
  }
}
