package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.OwnerControl;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableReplacer;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.LiveStamp;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One table, its file and its owner, strict about the order: files are swapped while the owner has
 * the table closed, and records counted while it has it open. Calls of a test's choice fail.
 */
final class OwnedTableWorld implements OwnerControl, TableReplacer, TableChecker {
  static final TableLocation KEPT = new TableLocation("/t/a.dets.before");
  private static final TableLocation UNDONE = new TableLocation("/t/a.dets.before-undo");
  private static final long NEW_INODE = OwnedTable.INODE + 1;

  /** How a call can fail. */
  enum Fault {
    /** The answer says no. */
    REFUSES,
    /** The disk fails, where there is a disk; else the answer says no. */
    THROWS,
    /** The thread is interrupted, where that is possible; else the answer says no. */
    INTERRUPTS
  }

  final List<String> calls = new ArrayList<>();
  private final Set<Integer> faulty;
  private final Fault fault;
  private final Manifest manifest = OwnedTable.SNAPSHOT.manifest();
  private boolean open = true;
  private long inode = OwnedTable.INODE;
  private final Map<TableLocation, Long> beside = new LinkedHashMap<>();
  private long modified = 1;
  long counted = manifest.figures().records();

  /**
   * @param faulty which calls fail, counted from 1
   */
  OwnedTableWorld(Fault fault, Integer... faulty) {
    this.fault = fault;
    this.faulty = Set.of(faulty);
  }

  boolean ownerHasItOpen() {
    return open;
  }

  boolean holdsTheOldFile() {
    return inode == OwnedTable.INODE;
  }

  /** Another file takes the place of the table's. */
  void replaceBehindTheBack() {
    inode = 9;
  }

  /** Another file lies beside the table's, which this one has replaced. */
  void layAnotherFileBeside() {
    beside.put(KEPT, NEW_INODE);
  }

  static KeptFile kept(TableLocation at) {
    return new KeptFile(at, ReplacementCause.RESTORE, Instant.EPOCH, false);
  }

  private boolean fails(String call) {
    calls.add(call);
    return faulty.contains(calls.size());
  }

  private boolean failsOnDisk(String call) throws IOException {
    boolean fails = fails(call);
    if (fails && fault == Fault.THROWS) {
      throw new IOException("no space left on device");
    }
    return fails;
  }

  private boolean failsWithInterrupt(String call) throws InterruptedException {
    boolean fails = fails(call);
    if (fails && fault == Fault.INTERRUPTS) {
      throw new InterruptedException("enough");
    }
    return fails;
  }

  @Override
  public Step release(OwnerHandle owner, TableLocation file) throws InterruptedException {
    assertEquals(OwnedTable.LIVE, file);
    if (failsWithInterrupt("release")) {
      return new Step.Failed("it does not answer");
    }
    modified += open ? 1 : 0; // an owner that closes a table saves it
    open = false;
    return new Step.Done();
  }

  @Override
  public Step reopen(OwnerHandle owner, TableLocation file) throws InterruptedException {
    assertEquals(OwnedTable.LIVE, file);
    if (failsWithInterrupt("reopen")) {
      return new Step.Failed("it does not start");
    }
    open = true;
    return new Step.Done();
  }

  @Override
  public Count count(OwnerHandle owner, TableLocation file) throws InterruptedException {
    assertTrue(open, "a closed table was counted");
    return failsWithInterrupt("count")
        ? new Count.Failed("it does not answer")
        : new Count.Counted(counted);
  }

  @Override
  public Place look(TableLocation live) throws IOException {
    if (failsOnDisk("look")) {
      replaceBehindTheBack();
    }
    return new Place(
        Optional.of(stamp()),
        open ? OwnedTable.OPEN : new Occupancy.Closed(),
        beside.keySet().stream().map(OwnedTableWorld::kept).toList(),
        List.of());
  }

  private LiveStamp stamp() {
    return new LiveStamp(1, inode, 100, modified, modified);
  }

  @Override
  public Replacement replace(Snapshot snapshot, ReplaceOrder order, ProgressListener progress)
      throws IOException, InterruptedException {
    assertFalse(open, "a file was replaced under its owner");
    assertEquals(Optional.of(stamp()), order.expected());
    if (failsOnDisk("replace")) {
      if (fault == Fault.INTERRUPTS) {
        throw new InterruptedException("enough");
      }
      return new Replacement.Refused(new Refusal(Refusal.Kind.BUSY, "somebody else is at it"));
    }
    beside.put(KEPT, inode);
    inode = NEW_INODE;
    return new Replacement.Done(Optional.of(KEPT), List.of());
  }

  @Override
  public Replacement putBack(KeptFile kept, ReplaceOrder order) throws IOException {
    assertFalse(open, "a file was put back under its owner");
    assertTrue(beside.containsKey(kept.location()), "there is no such file: " + kept);
    if (failsOnDisk("putBack")) {
      return new Replacement.Refused(new Refusal(Refusal.Kind.BUSY, "somebody else is at it"));
    }
    long back = beside.remove(kept.location());
    beside.put(UNDONE, inode);
    inode = back;
    return new Replacement.Done(Optional.of(UNDONE), List.of());
  }

  @Override
  public void copy(Snapshot snapshot, TableLocation target, ProgressListener progress) {
    throw new AssertionError("nothing is copied elsewhere");
  }

  @Override
  public CheckReport verify(TableLocation table, Digests digests, ProgressListener progress) {
    assertEquals(OwnedTable.LIVE, table);
    assertFalse(open, "a table was checked that its owner may be changing");
    return fails("verify") ? damaged(digests) : sound(digests);
  }

  @Override
  public CheckReport inspect(TableLocation table) {
    throw new AssertionError("a restore reads everything");
  }

  private CheckReport sound(Digests digests) {
    return report(Verdict.SOUND, digests, List.of());
  }

  private CheckReport damaged(Digests digests) {
    Finding finding = Finding.at(0, FindingKind.values()[0], "a sound table", "garbage");
    return report(Verdict.DAMAGED, digests, List.of(finding));
  }

  private CheckReport report(Verdict verdict, Digests digests, List<Finding> findings) {
    long records = manifest.figures().records();
    return new CheckReport(
        verdict,
        Optional.of(manifest.figures()),
        records,
        records,
        digests.ofRecords() ? Optional.of(manifest.recordDigest()) : Optional.empty(),
        Optional.empty(),
        findings,
        findings.size(),
        List.of());
  }
}
