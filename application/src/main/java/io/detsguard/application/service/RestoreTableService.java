package io.detsguard.application.service;

import io.detsguard.application.port.in.RestoreTableUseCase;
import io.detsguard.application.port.in.UnknownSnapshotException;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableReplacer;
import io.detsguard.application.service.VerifiedSnapshots.Choice;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.restore.LiveContent;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.domain.restore.RestorePreview;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;

/** Restores tables: verify, compare, replace, check again. The storage does the replacing. */
public final class RestoreTableService implements RestoreTableUseCase {
  private final RestorePorts ports;
  private final VerifiedSnapshots snapshots;
  private final LiveComparison comparison;

  public RestoreTableService(RestorePorts ports) {
    this.ports = ports;
    this.snapshots = new VerifiedSnapshots(ports.repository(), ports.checker());
    this.comparison = new LiveComparison(ports.checker(), ports.comparer());
  }

  @Override
  public RestorePreview preview(Source source, int keyLimit, ProgressListener progress)
      throws IOException, InterruptedException {
    TableLocation live = CatalogueTables.locate(ports.liveTables(), source.table());
    return switch (snapshots.choose(source, progress)) {
      case Choice.None(Refusal refusal) -> new RestorePreview.Refused(refusal);
      case Choice.Intact(Snapshot snapshot) ->
          new RestorePreview.Planned(plan(live, snapshot, keyLimit, progress));
    };
  }

  private RestorePlan plan(
      TableLocation live, Snapshot snapshot, int keyLimit, ProgressListener progress)
      throws IOException, InterruptedException {
    // The place is looked at before the content is read: a change in between then shows.
    TableReplacer.Place place = ports.replacer().look(live);
    LiveContent content =
        place.stamp().isEmpty()
            ? new LiveContent.Missing()
            : comparison.compare(live, snapshot.location(), keyLimit, progress);
    Manifest manifest = snapshot.manifest();
    return new RestorePlan(
        snapshot.id().table(),
        snapshot.id(),
        manifest.isProven(),
        manifest.figures().records(),
        manifest.figures().keys(),
        manifest.bytes(),
        live,
        place.stamp(),
        content,
        place.occupancy(),
        ports.owners().of(snapshot.id().table(), place.occupancy()),
        place.notes());
  }

  @Override
  public RestoreOutcome restore(RestorePlan plan, boolean assumeClosed, ProgressListener progress)
      throws IOException, InterruptedException {
    Snapshot snapshot =
        ports
            .repository()
            .catalog()
            .find(plan.snapshot())
            .orElseThrow(() -> new UnknownSnapshotException(plan.snapshot()));
    if (plan.owner().isPresent()) {
      return new OwnedRestore(ports, plan, snapshot, assumeClosed, progress)
          .restore(plan.owner().get());
    }
    ReplaceOrder order = new ReplaceOrder(plan.live(), plan.stamp(), assumeClosed);
    return switch (ports.replacer().replace(snapshot, order, progress)) {
      case Replacement.Refused(Refusal refusal) -> new RestoreOutcome.Refused(refusal);
      case Replacement.Done(Optional<TableLocation> kept, List<String> notes) ->
          restored(snapshot, plan.live(), kept, notes, progress);
    };
  }

  private RestoreOutcome restored(
      Snapshot snapshot,
      TableLocation at,
      Optional<TableLocation> kept,
      List<String> notes,
      ProgressListener progress) {
    Manifest manifest = snapshot.manifest();
    return new RestoreOutcome.Restored(
        snapshot.id(),
        at,
        kept,
        manifest.figures().records(),
        manifest.bytes(),
        new RestoredContent(ports.checker()).doubt(manifest, at, progress),
        notes);
  }

  @Override
  public RestoreOutcome restoreTo(
      TableLocation target, Source source, boolean write, ProgressListener progress)
      throws IOException, InterruptedException {
    return switch (snapshots.choose(source, progress)) {
      case Choice.None(Refusal refusal) -> new RestoreOutcome.Refused(refusal);
      case Choice.Intact(Snapshot snapshot) -> copy(snapshot, target, write, progress);
    };
  }

  private RestoreOutcome copy(
      Snapshot snapshot, TableLocation target, boolean write, ProgressListener progress)
      throws IOException, InterruptedException {
    if (write) {
      ports.replacer().copy(snapshot, target, progress);
      return restored(snapshot, target, Optional.empty(), List.of(), progress);
    }
    if (ports.replacer().look(target).stamp().isPresent()) {
      throw new FileAlreadyExistsException(target.value());
    }
    Manifest manifest = snapshot.manifest();
    return new RestoreOutcome.Possible(
        snapshot.id(), target, manifest.figures().records(), manifest.bytes());
  }
}
