package io.detsguard.storage.salvage;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableSalvager.Candidates;
import io.detsguard.application.port.out.TableSalvager.Order;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.repair.LossReport;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.RepairedFile;
import io.detsguard.domain.repair.ShapeSource;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.dets.Crew;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.FreeBlocks;
import io.detsguard.storage.dets.HeaderDecoder;
import io.detsguard.storage.dets.HeaderReading;
import io.detsguard.storage.dets.SlotTable;
import io.detsguard.storage.dets.TableHeader;
import io.detsguard.storage.dets.TableSpec;
import io.detsguard.storage.term.ByteView;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One repair, step by step; the steps are told in the package's description. One instance repairs
 * once.
 */
final class TableRepair {
  private final ByteView file;
  private final Order order;
  private final TableOutput output;
  private final Crew crew;
  private final StepProgress progress;
  private final Losses losses = new Losses();
  private final List<String> notes = new ArrayList<>();
  private RecordDigest scannedDigest = RecordDigest.EMPTY;
  private int scannedUnits;

  TableRepair(DamagedFile source, Order order, TableOutput output, ProgressListener listener) {
    this.file = source.view();
    this.order = order;
    this.output = output;
    this.crew = source.crew();
    this.progress = new StepProgress(listener, file.size());
  }

  RepairOutcome run() throws IOException, InterruptedException {
    HeaderReading reading = HeaderDecoder.decode(file);
    if (file.size() < DetsLayout.BASE && reading instanceof HeaderReading.Refused refused) {
      return refusal(refused, Optional.empty());
    }
    if (file.size() < DetsLayout.HEADER_MEANINGFUL_BYTES) {
      throw new IllegalStateException("a header of " + file.size() + " bytes was accepted");
    }
    TableHeader header = HeaderDecoder.fields(file);
    SlotTable slots = SlotTable.read(file, header);
    ShapeProbe probe = new ShapeProbe(file, header, slots);
    boolean given = order.type().isPresent() && order.keyPosition().isPresent();
    if (reading instanceof HeaderReading.Refused refused && !given) {
      return refusal(refused, probe.hasSample() ? Optional.of(guess(probe)) : Optional.empty());
    }
    ShapeProbe.Answer answer = probe.answer(order.type(), order.keyPosition(), order.remembered());
    boolean phash2 =
        header.hashMethod() != DetsLayout.HASH_PHASH || probe.isPlacedByPhash2(answer.shape());
    try (Arena arena = crew.arena()) {
      long end = Math.min(file.size(), DetsLayout.ADDRESS_SPACE);
      Excavation dig =
          new Excavation(
              arena,
              file,
              crew,
              end,
              answer.shape(),
              slots,
              phash2,
              new Units(arena),
              new FoundCollections(end),
              new WorkAllowance(end));
      return run(dig, header, answer.source());
    }
  }

  private static RepairOutcome refusal(HeaderReading.Refused refused, Optional<TableShape> guess) {
    return new RepairOutcome.Refused(refused.verdict(), refused.finding(), guess);
  }

  private static TableShape guess(ShapeProbe probe) {
    return probe.answer(Optional.empty(), OptionalInt.empty(), Optional.empty()).shape();
  }

  private RepairOutcome run(Excavation dig, TableHeader header, ShapeSource shapeSource)
      throws IOException, InterruptedException {
    LostSlots lost = findAll(dig);
    TableSpec spec = spec(header, dig.shape());
    Optional<FreeBlocks> free =
        header.isClosedProperly() ? FreeBlocks.read(file, header) : Optional.empty();
    int notInTable = CollectionList.DROPPED | CollectionList.FREED;
    PlannedTable table = new UnitPlan(dig, free, crew, notInTable, 0).plan(spec);
    FreedSearch freed = new FreedSearch(dig, lost, new TableKeys(dig, table), losses);
    freed.search(header.isClosedProperly(), free);
    if (freed.hasInserted()) {
      table = new UnitPlan(dig, free, crew, notInTable, 0).plan(spec);
    }
    if (order.candidates() == Candidates.INSERTED && losses.candidateRecords() > 0) {
      table = new UnitPlan(dig, free, crew, CollectionList.DROPPED, 0).plan(spec);
      notes.add("Records of freed blocks were put into the table, as was asked for.");
    }
    losses.settled(table.settled());
    LossReport report = report(dig, header, lost, table);
    if (table.isOrderDoubtful()) {
      notes.add("The order of some keys that share a slot is known to Erlang only.");
    }
    boolean nothing = table.records() == 0 && !report.isNothing();
    if (nothing || !order.writes()) {
      RecordDigest digest = digest(dig, table);
      RepairReport repair = report(dig, shapeSource, table, digest, report, Optional.empty());
      return nothing
          ? new RepairOutcome.NothingRecovered(repair)
          : new RepairOutcome.Repaired(repair);
    }
    return new RepairOutcome.Repaired(write(dig, shapeSource, table, spec, report));
  }

  /** The digest of the scan serves as long as the table has what was scanned and nothing else. */
  private RecordDigest digest(Excavation dig, PlannedTable table) {
    boolean asScanned = dig.units().count() == scannedUnits && table.isJust(scannedUnits);
    return asScanned ? scannedDigest : TableOutput.digest(dig, table);
  }

  private LostSlots findAll(Excavation dig) throws InterruptedException {
    CandidateScan.Scanned scanned = new CandidateScan(dig, progress).scan(crew);
    scannedDigest = scanned.digest();
    scannedUnits = dig.units().count();
    LostSlots lost = new SlotEvidence(dig).follow(crew);
    OverlapSweep sweep = new OverlapSweep(dig, losses);
    sweep.sweep();
    DamageSalvage salvage = new DamageSalvage(dig, lost, losses);
    salvage.salvageLive(sweep.uncovered(scanned.damaged()));
    salvage.salvageLost();
    lost.explainBy(dig);
    return lost;
  }

  private TableSpec spec(TableHeader header, TableShape shape) {
    if (header.isBelievable()) {
      return new TableSpec(shape.type(), shape.keyPosition(), header.minSlots(), header.maxSlots());
    }
    notes.add("The header is damaged: the new table has the default limits for its slots.");
    return TableSpec.of(shape.type(), shape.keyPosition());
  }

  /**
   * The losses. When a closed table's header can be believed and as many records were found as it
   * counts, slots that lead nowhere have lost nothing.
   */
  private LossReport report(
      Excavation dig, TableHeader header, LostSlots lost, PlannedTable table) {
    boolean counted = header.isClosedProperly() && header.isBelievable();
    if (counted && table.records() == header.objects() && !losses.hasSkipped()) {
      return losses.report(0, 0);
    }
    lost.report(dig, losses);
    long missing = counted ? Math.max(0, header.objects() - table.records()) : 0;
    return losses.report(missing, dig.slots().unreachableSlots());
  }

  private RepairReport write(
      Excavation dig,
      ShapeSource shapeSource,
      PlannedTable table,
      TableSpec spec,
      LossReport losses)
      throws IOException, InterruptedException {
    Optional<TableLocation> candidates = writeCandidates(dig, spec);
    progress.nextStep();
    RecordDigest digest = digest(dig, table);
    long bytes = output.write(dig, table, digest, spec, output.target(), progress);
    notes.addAll(output.notes());
    RepairedFile repaired = new RepairedFile(location(output.target()), bytes, candidates);
    return report(dig, shapeSource, table, digest, losses, Optional.of(repaired));
  }

  private RepairReport report(
      Excavation dig,
      ShapeSource shapeSource,
      PlannedTable table,
      RecordDigest digest,
      LossReport losses,
      Optional<RepairedFile> repaired) {
    return new RepairReport(
        dig.shape(), shapeSource, table.records(), table.keys(), digest, losses, repaired, notes);
  }

  private Optional<TableLocation> writeCandidates(Excavation dig, TableSpec spec)
      throws IOException, InterruptedException {
    if (order.candidates() != Candidates.ASIDE || losses.candidateRecords() == 0) {
      return Optional.empty();
    }
    TableSpec small = TableSpec.of(spec.type(), spec.keyPosition());
    PlannedTable table =
        new UnitPlan(dig, Optional.empty(), crew, CollectionList.DROPPED, CollectionList.FREED)
            .plan(small);
    RecordDigest digest = TableOutput.digest(dig, table);
    output.write(dig, table, digest, small, output.candidates(), StepProgress.silent());
    return Optional.of(location(output.candidates()));
  }

  private static TableLocation location(Path path) {
    return new TableLocation(path.toString());
  }
}
