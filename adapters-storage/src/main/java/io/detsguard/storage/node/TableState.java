package io.detsguard.storage.node;

import io.detsguard.domain.node.TableMode;
import io.detsguard.domain.term.Term;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a table process keeps in its mind. Its state is an internal record of dets, {@code head} of
 * thirty fields in releases 25 to 29: one of another shape is not understood.
 *
 * @param mode of the table
 * @param unwrittenBytes updates that are in its cache; empty when not known
 */
record TableState(TableMode mode, OptionalLong unwrittenBytes) {
  /** Nothing is known. */
  static final TableState UNKNOWN = new TableState(TableMode.UNKNOWN, OptionalLong.empty());

  private static final int FIELDS = 30;
  private static final int MODE_FIELD = 15;
  private static final int CACHE_FIELD = 21;
  private static final int FILE_FIELD = 22;
  private static final int CACHE_FIELDS = 7;
  private static final int CACHED_BYTES_FIELD = 2;

  /**
   * Understands a state.
   *
   * @param file as the table names it, which must be where the record has it
   */
  static TableState of(Answer state, Term file) {
    Optional<List<Term>> head = state.tuple(FIELDS);
    if (head.isEmpty()
        || !head.get().getFirst().equals(Term.atom("head"))
        || !head.get().get(FILE_FIELD).equals(file)) {
      return UNKNOWN;
    }
    return new TableState(
        mode(new Answer(head.get().get(MODE_FIELD))),
        cached(new Answer(head.get().get(CACHE_FIELD))));
  }

  private static TableMode mode(Answer mode) {
    if (mode.tuple(2).filter(parts -> parts.getFirst().equals(Term.atom("error"))).isPresent()) {
      return TableMode.ERROR;
    }
    return switch (mode.atom().orElse("")) {
      case "saved" -> TableMode.CLEAN;
      case "dirty", "new_dirty" -> TableMode.DIRTY;
      default -> TableMode.UNKNOWN;
    };
  }

  private static OptionalLong cached(Answer cache) {
    return cache
        .tuple(CACHE_FIELDS)
        .filter(parts -> parts.getFirst().equals(Term.atom("cache")))
        .map(parts -> new Answer(parts.get(CACHED_BYTES_FIELD)).count())
        .orElse(OptionalLong.empty());
  }
}
