package io.detsguard.storage.salvage;

import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.Cancellation;
import io.detsguard.storage.dets.Crew;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.RecordDigester;
import io.detsguard.storage.term.ByteView;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks at every address that can hold a collection, several threads at a time, a range each.
 *
 * <p>Those whose bodies parse to their last byte are kept with their units; the other live ones are
 * only noted. Neither the free lists nor the counters of the header are asked: Erlang's repair
 * takes its limit on sizes from the counters, which are those of the last save, and so loses large
 * records of a table that was left open. Source: {@code docs/dets-format.md}, "Repair".
 */
final class CandidateScan {
  /** Live collections that do not parse, of which the places are kept. */
  private static final int DAMAGED_MAX = 1 << 20;

  /**
   * Where what a thread reads ahead may start: so that it is read anew at most once a step, also
   * where every address seems to hold a collection.
   */
  private static final int BUFFER_STEP = 1 << 11;

  private static final int ACTIVE = (int) DetsLayout.ACTIVE;

  private final Excavation dig;
  private final StepProgress progress;

  CandidateScan(Excavation dig, StepProgress progress) {
    this.dig = dig;
    this.progress = progress;
  }

  /**
   * What the scan has found beside the units.
   *
   * @param damaged where live collections do not parse, ascending
   * @param digest of the objects of all units
   */
  record Scanned(AddressList damaged, RecordDigest digest) {}

  /** Scans all of the file. */
  Scanned scan(Crew crew) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Scanned> shares = crew.work(() -> new Worker().scanShare(next));
    AddressList damaged = new AddressList(DAMAGED_MAX);
    RecordDigest digest = RecordDigest.EMPTY;
    for (Scanned share : shares) {
      damaged.addAll(share.damaged);
      digest = digest.plus(share.digest);
    }
    damaged.sort();
    return new Scanned(damaged, digest);
  }

  /** One thread's share. */
  private final class Worker {
    private final ByteView file = dig.file().buffered(ByteView.BUFFER_BYTES, BUFFER_STEP);
    private final BodyReader bodies = dig.bodyReader(dig.entryReader(file));
    private final Units.Appender units = dig.units().appender();
    private final WorkAllowance.Share allowance = dig.allowance().share();
    private final RecordDigester digester = new RecordDigester();
    private final int around =
        dig.shape().type() == TableType.SET ? 0 : DetsLayout.LENGTH_WORD_BYTES;
    private final AddressList damaged = new AddressList(DAMAGED_MAX);

    Scanned scanShare(AtomicInteger next) throws InterruptedException {
      int range = next.getAndIncrement();
      while (range < dig.collections().ranges()) {
        Cancellation.check();
        scanRange(range);
        progress.add(FoundCollections.RANGE_BYTES);
        range = next.getAndIncrement();
      }
      return new Scanned(damaged, digester.digest());
    }

    private void scanRange(int range) {
      long last = dig.end() - DetsLayout.GRANULE_BYTES;
      long to = Math.min(FoundCollections.firstAddress(range + 1) - 1, last);
      for (long at = FoundCollections.firstAddress(range); at <= to; at += 16) {
        if (file.i32(at + DetsLayout.STATUS_OFFSET) == ACTIVE && !keep(range, at)) {
          damaged.add(at);
        }
      }
      dig.collections().range(range).seal(dig.arena());
    }

    private boolean keep(int range, long address) {
      long size = file.u32(address);
      boolean possible =
          size >= DetsLayout.GRANULE_BYTES && size <= dig.end() - address && !allowance.isUsedUp();
      if (!possible) {
        return false;
      }
      file.fetch(address, address + size);
      long body = address + DetsLayout.COLLECTION_HEADER_BYTES;
      boolean read = bodies.read(body, address + size);
      allowance.use(bodies.reached() - address);
      if (!read) {
        return false;
      }
      bodies.found().digest(file, around, digester);
      CollectionList list = dig.collections().range(range);
      int number = FoundCollections.number(range, list.count());
      list.add(address, size, bodies.found().addTo(units, number, 0));
      return true;
    }
  }
}
