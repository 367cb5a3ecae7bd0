package io.detsguard.http.health;

import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The figures of a table file, sizes in bytes. {@code docs/dets-format.md}, "Health figures",
 * defines them; what is unknown is null.
 *
 * @param recordCount objects in the table; up to 256 keys behind while it is not properly closed
 * @param keyCount different keys in the table; as exact as the objects
 * @param type {@code set}, {@code bag} or {@code duplicate_bag}
 * @param fileSizeBytes length of the file
 * @param liveBytes bytes of the stored collections; known only after they were read
 * @param allocatedBytes bytes of the blocks they lie in
 * @param paddingBytes bytes lost to rounding these blocks up to powers of two
 * @param fixedBytes bytes of header and slot table
 * @param freeBytes bytes of free blocks below the end of data; known only of a properly closed
 *     table
 * @param fragmentationRatio free bytes over file length, 0 to 1: what compaction gives back
 * @param spaceFillRatio how much is used of the 2 GiB that a table can hold, 0 to 1
 * @param slots the slots of its hash table
 * @param properlyClosed whether the file holds every accepted update
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record FiguresView(
    Optional<Long> recordCount,
    Optional<Long> keyCount,
    @Schema(
            type = "string",
            allowableValues = {"set", "bag", "duplicate_bag"})
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
