package io.detsguard.http.reference;

import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.health.HealthAssessor;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.health.TableFacts;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.node.Ownership;
import io.detsguard.http.Examples;
import io.detsguard.http.TestServer;
import java.util.List;
import java.util.Optional;

/** Reports of health that show all there is to show, and next to nothing. */
final class HealthReports {
  private HealthReports() {}

  /** A table that is open in a node, with a snapshot. */
  static HealthReport good() {
    return report(
        new TableObservation.Readable(
            Examples.figures(), Examples.MODIFIED_AT, Optional.of(Examples.MODIFIED_AT)),
        Optional.of(Examples.snapshot(Examples.TASK_QUEUE, Examples.TAKEN_AT)),
        Examples.owner(1));
  }

  /** A table without a file, a snapshot or an owner. */
  static HealthReport bad() {
    return report(
        new TableObservation.Unavailable("no such file"), Optional.empty(), Ownership.UNKNOWN);
  }

  private static HealthReport report(
      TableObservation look, Optional<Snapshot> newest, Ownership owner) {
    return new HealthAssessor(HealthThresholds.DEFAULT)
        .assess(
            TestServer.NOW,
            newest.map(snapshot -> snapshot.id().takenAt()),
            List.of(new TableFacts(Examples.TASK_QUEUE, look, newest).with(owner)),
            Examples.look());
  }
}
