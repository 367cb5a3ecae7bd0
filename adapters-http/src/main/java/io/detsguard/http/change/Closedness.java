package io.detsguard.http.change;

import io.detsguard.domain.restore.Holder;
import io.detsguard.domain.restore.Occupancy;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * Whether a process has a table open, in the words of the wire.
 *
 * @param closed {@code yes}, {@code no}, or {@code unknown} when not every process could be looked
 *     at
 * @param openIn the processes that have it open
 * @param unseen what could not be looked at, in words
 */
public record Closedness(String closed, List<HolderView> openIn, @Nullable String unseen) {
  /**
   * A process that has the table open.
   *
   * @param pid its number
   * @param command its name
   */
  @Serdeable.Serializable
  public record HolderView(long pid, String command) {
    static HolderView from(Holder holder) {
      return new HolderView(holder.pid(), holder.command());
    }
  }

  public static Closedness of(Occupancy occupancy) {
    return switch (occupancy) {
      case Occupancy.Closed() -> new Closedness("yes", List.of(), null);
      case Occupancy.Open(List<Holder> holders) ->
          new Closedness("no", holders.stream().map(HolderView::from).toList(), null);
      case Occupancy.Unseen(String reason) -> new Closedness("unknown", List.of(), reason);
    };
  }
}
