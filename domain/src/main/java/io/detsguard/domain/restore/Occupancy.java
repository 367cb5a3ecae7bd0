package io.detsguard.domain.restore;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether any process has a table's file open, as far as this process can see. */
public sealed interface Occupancy {
  /** Every process could be looked at, and none has it open. */
  record Closed() implements Occupancy {}

  /** These processes have it open; there may be more. */
  record Open(List<Holder> holders) implements Occupancy {
    public Open {
      holders = List.copyOf(holders);
      if (holders.isEmpty()) {
        throw new IllegalArgumentException("a file that is open has a holder");
      }
    }
  }

  /**
   * No process was seen to have it open, but not every process could be looked at.
   *
   * @param reason what could not be seen, as a clause
   */
  record Unseen(String reason) implements Occupancy {}

  /**
   * Why the file must not be replaced now.
   *
   * @param assumeClosed whether the operator answers for what could not be seen
   */
  default Optional<Refusal> obstacle(boolean assumeClosed) {
    return switch (this) {
      case Closed() -> Optional.empty();
      case Open(List<Holder> holders) -> Optional.of(open(holders));
      case Unseen(String reason) when assumeClosed -> Optional.empty();
      case Unseen(String reason) ->
          Optional.of(
              new Refusal(
                  Refusal.Kind.NOT_ALL_SEEN,
                  "it cannot be seen whether a process has the table open: " + reason));
    };
  }

  /**
   * The same, when the owner may be made to close it: a process that has it open is no obstacle
   * then, and whether it let go is seen after that.
   *
   * @param owner who will be made to; empty when nobody will
   */
  default Optional<Refusal> obstacle(boolean assumeClosed, Optional<OwnerHandle> owner) {
    return owner.isPresent() && this instanceof Open ? Optional.empty() : obstacle(assumeClosed);
  }

  private static Refusal open(List<Holder> holders) {
    String names = holders.stream().map(Holder::toString).collect(Collectors.joining(", "));
    return new Refusal(
        Refusal.Kind.TABLE_OPEN, "the table is open in " + names + "; have it closed first");
  }
}
