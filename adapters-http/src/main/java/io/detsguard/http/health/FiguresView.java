package io.detsguard.http.health;

import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The figures of a table file, sizes in bytes. {@code docs/dets-format.md}, "Health figures",
 * defines them; what is unknown is null.
 *
 * @param type {@code set}, {@code bag} or {@code duplicate_bag}
 * @param liveBytes the stored collections; known only after they were read
 * @param allocatedBytes the blocks they lie in
 * @param paddingBytes lost to rounding these blocks up to powers of two
 * @param fixedBytes header and slot table
 * @param freeBytes free blocks below the end of data; known only of a properly closed table
 * @param fragmentationRatio free bytes over file length: what compaction gives back
 * @param spaceFillRatio how much is used of the 2 GiB that a table can hold
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record FiguresView(
    Optional<Long> recordCount,
    Optional<Long> keyCount,
    Optional<String> type,
    Optional<Long> fileSizeBytes,
    Optional<Long> liveBytes,
    Optional<Long> allocatedBytes,
    Optional<Long> paddingBytes,
    Optional<Long> fixedBytes,
    Optional<Long> freeBytes,
    Optional<Double> fragmentationRatio,
    Optional<Double> spaceFillRatio,
    Optional<SlotsView> slots,
    Optional<Boolean> properlyClosed) {

  /** Those of a table that cannot be read. */
  static final FiguresView UNKNOWN =
      new FiguresView(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public static FiguresView from(TableFigures figures) {
    return new FiguresView(
        Optional.of(figures.records()),
        Optional.of(figures.keys()),
        Optional.of(figures.type().erlangName()),
        Optional.of(figures.fileBytes()),
        boxed(figures.liveBytes()),
        boxed(figures.allocatedBytes()),
        boxed(figures.paddingBytes()),
        Optional.of(figures.fixedBytes()),
        boxed(figures.freeBytes()),
        figures.fragmentation().stream().boxed().findFirst(),
        Optional.of(figures.spaceFill()),
        Optional.of(SlotsView.from(figures.slots())),
        Optional.of(figures.properlyClosed()));
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.stream().boxed().findFirst();
  }

  /**
   * The slots of a table.
   *
   * @param min the number it never falls below
   * @param used the number there are now
   * @param max the ceiling of its growth
   */
  @Serdeable.Serializable
  public record SlotsView(long min, long used, long max) {
    private static SlotsView from(SlotCounts slots) {
      return new SlotsView(slots.min(), slots.used(), slots.max());
    }
  }
}
