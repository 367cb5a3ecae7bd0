package io.detsguard.storage.salvage;

import io.detsguard.domain.repair.ShapeSource;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.SlotTable;
import io.detsguard.storage.dets.TableHeader;
import io.detsguard.storage.term.ByteView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds out type and key position of a damaged table from a sample of its collections.
 *
 * <p>A body of a set and one of a bag never parse as one another. The key position is the element
 * whose hash leads to the slots that point to the collections. The header is believed unless the
 * sample contradicts it; a bag and a duplicate bag differ in nothing but that the latter may hold
 * an object twice. Source: {@code docs/dets-format.md}, "A repair at least as good".
 */
final class ShapeProbe {
  /** Places from which the sample is taken, spread over the file. */
  private static final int PLACES = 64;

  private static final int PER_PLACE = 8;
  private static final long PLACE_BYTES = 1 << 18;

  /** When the sample has so many bytes it is large enough. */
  private static final long ENOUGH_BYTES = 1 << 23;

  /** The largest key position that is looked for. */
  private static final int MAX_KEY_POSITION = 64;

  private final ByteView file;
  private final TableHeader header;
  private final SlotTable slots;
  private final List<Long> sample = new ArrayList<>();
  private long sampleBytes;

  /**
   * @param header the fields of the header, believed or not
   */
  ShapeProbe(ByteView file, TableHeader header, SlotTable slots) {
    this.file = file;
    this.header = header;
    this.slots = slots;
    takeSample();
  }

  /** What the shape is, and by whom. */
  record Answer(TableShape shape, ShapeSource source) {}

  /** Whether the file has any collection that parses. */
  boolean hasSample() {
    return !sample.isEmpty();
  }

  /** Whether the keys of the sample lie where {@code phash2} says, for that shape. */
  boolean isPlacedByPhash2(TableShape shape) {
    return 2 * score(shape.type(), shape.keyPosition()) > sample.size();
  }

  /**
   * The shape of the table.
   *
   * @param type what the caller says
   * @param keyPosition what the caller says
   * @param remembered what an older snapshot of the table says
   */
  Answer answer(
      Optional<TableType> type, OptionalInt keyPosition, Optional<TableShape> remembered) {
    TableType usedType = type.orElseGet(() -> type(remembered));
    int usedPosition = keyPosition.orElseGet(() -> keyPosition(usedType, remembered));
    TableShape shape = new TableShape(usedType, usedPosition);
    return new Answer(
        shape, source(shape, type.isPresent() || keyPosition.isPresent(), remembered));
  }

  private ShapeSource source(TableShape shape, boolean given, Optional<TableShape> remembered) {
    if (given) {
      return ShapeSource.GIVEN;
    }
    boolean fromHeader =
        header.type().equals(Optional.of(shape.type()))
            && header.keyPosition() == shape.keyPosition();
    if (fromHeader) {
      return ShapeSource.HEADER;
    }
    return remembered.equals(Optional.of(shape)) ? ShapeSource.SNAPSHOT : ShapeSource.INFERRED;
  }

  private TableType type(Optional<TableShape> remembered) {
    long sets = countOf(TableType.SET);
    long bags = countOf(TableType.DUPLICATE_BAG);
    Optional<TableType> believed =
        header.type().filter(type -> agrees(type, sets, bags) && mayBe(type));
    return believed
        .or(() -> remembered.map(TableShape::type).filter(type -> agrees(type, sets, bags)))
        .orElseGet(() -> inferred(sets, bags));
  }

  private static boolean agrees(TableType type, long sets, long bags) {
    return type == TableType.SET ? sets >= bags : bags >= sets;
  }

  /** A damaged type code must not make a duplicate bag one that keeps nothing twice. */
  private boolean mayBe(TableType type) {
    return type != TableType.BAG || header.isBelievable() || !hasRepeatedObjects();
  }

  private TableType inferred(long sets, long bags) {
    if (sets >= bags) {
      return TableType.SET;
    }
    return hasRepeatedObjects() ? TableType.DUPLICATE_BAG : TableType.BAG;
  }

  private boolean hasRepeatedObjects() {
    RepeatedObjects repeated = new RepeatedObjects(file, new EntryReader(file, 1));
    return sample.stream().anyMatch(at -> repeated.isIn(body(at), end(at)));
  }

  private long countOf(TableType type) {
    BodyReader bodies = new BodyReader(new EntryReader(file, 1), type);
    return sample.stream().filter(at -> bodies.read(body(at), end(at))).count();
  }

  private int keyPosition(TableType type, Optional<TableShape> remembered) {
    int fallback =
        header.describesObjects() && isReadable(type, (int) header.keyPosition())
            ? (int) header.keyPosition()
            : remembered.map(TableShape::keyPosition).orElse(1);
    int best = fallback;
    long bestScore = score(type, fallback);
    for (int i = 1; i <= MAX_KEY_POSITION && bestScore < sample.size(); i++) {
      long score = score(type, i);
      if (score > bestScore && 2 * score > sample.size()) {
        best = i;
        bestScore = score;
      }
    }
    return best;
  }

  private boolean isReadable(TableType type, int keyPosition) {
    BodyReader bodies = new BodyReader(new EntryReader(file, keyPosition), type);
    return sample.isEmpty() || sample.stream().anyMatch(at -> bodies.read(body(at), end(at)));
  }

  /** To how many collections of the sample the slots of their keys lead. */
  private long score(TableType type, int keyPosition) {
    BodyReader bodies = new BodyReader(new EntryReader(file, keyPosition), type);
    return sample.stream()
        .filter(at -> bodies.read(body(at), end(at)) && doSlotsLeadTo(at, bodies.found()))
        .count();
  }

  private boolean doSlotsLeadTo(long address, FoundUnits found) {
    for (int i = 0; i < found.count(); i++) {
      if (!slots.leadsTo(Units.hashOf(found.hashAndFlags(i)), address)) {
        return false;
      }
    }
    return true;
  }

  private void takeSample() {
    long bytes = Math.min(file.size(), DetsLayout.ADDRESS_SPACE) - DetsLayout.BASE;
    long last = DetsLayout.BASE;
    for (int i = 0; i < PLACES && bytes > 0 && sampleBytes < ENOUGH_BYTES; i++) {
      long start = DetsLayout.BASE + bytes * i / PLACES / 16 * 16;
      last = takeSample(Math.max(start, last), Math.min(file.size() - 16, start + PLACE_BYTES));
    }
  }

  private long takeSample(long from, long to) {
    BodyReader sets = new BodyReader(new EntryReader(file, 1), TableType.SET);
    BodyReader bags = new BodyReader(new EntryReader(file, 1), TableType.DUPLICATE_BAG);
    int taken = 0;
    long at = from;
    for (; at <= to && taken < PER_PLACE; at += 16) {
      boolean live = file.u32(at + DetsLayout.STATUS_OFFSET) == DetsLayout.ACTIVE;
      if (live
          && isPossible(at)
          && (sets.read(body(at), end(at)) || bags.read(body(at), end(at)))) {
        sample.add(at);
        sampleBytes += file.u32(at);
        taken++;
      }
    }
    return at;
  }

  private boolean isPossible(long at) {
    long size = file.u32(at);
    return size >= DetsLayout.GRANULE_BYTES && size <= file.size() - at;
  }

  private static long body(long address) {
    return address + DetsLayout.COLLECTION_HEADER_BYTES;
  }

  private long end(long address) {
    return address + file.u32(address);
  }
}
