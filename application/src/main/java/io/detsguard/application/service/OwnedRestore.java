package io.detsguard.application.service;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import java.io.IOException;
import java.util.Optional;

/** A restore under the hands of a running owner, see {@link OwnedReplacement}. */
record OwnedRestore(
    RestorePorts ports,
    RestorePlan plan,
    Snapshot snapshot,
    boolean assumeClosed,
    ProgressListener progress)
    implements OwnedReplacement.Change {

  /** Does it; what can fail is that of {@link OwnedReplacement#replace}. */
  RestoreOutcome restore(OwnerHandle owner) throws IOException, InterruptedException {
    OwnedReplacement replacement =
        new OwnedReplacement(
            ports.replacer(), ports.owners().control(), plan.live(), plan.stamp(), assumeClosed);
    return switch (replacement.replace(owner, this)) {
      case OwnedReplacement.Outcome.Refused(var refusal) -> new RestoreOutcome.Refused(refusal);
      case OwnedReplacement.Outcome.RolledBack(var reason, var trouble, var notes) ->
          new RestoreOutcome.RolledBack(snapshot.id(), plan.live(), reason, trouble, notes);
      case OwnedReplacement.Outcome.Replaced(var kept, var doubt, var notes) ->
          new RestoreOutcome.Restored(
              snapshot.id(),
              plan.live(),
              kept,
              records(),
              snapshot.manifest().bytes(),
              doubt,
              notes);
    };
  }

  @Override
  public Replacement swap(ReplaceOrder order) throws IOException, InterruptedException {
    return ports.replacer().replace(snapshot, order, progress);
  }

  @Override
  public Optional<String> doubt() {
    Manifest manifest = snapshot.manifest();
    return new RestoredContent(ports.checker()).doubt(manifest, plan.live(), progress);
  }

  @Override
  public long records() {
    return snapshot.manifest().figures().records();
  }
}
