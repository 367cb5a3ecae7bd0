package io.detsguard.application.port.out;

import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.table.TableLocation;
import java.util.List;
import java.util.Optional;

/** What became of an attempt to put another file in the place of a live one. */
public sealed interface Replacement {
  /**
   * The new file has the name, and the change would survive a power failure.
   *
   * @param kept where the old file lies; empty when there was none
   * @param notes what an operator should know, in sentences
   */
  record Done(Optional<TableLocation> kept, List<String> notes) implements Replacement {
    public Done {
      notes = List.copyOf(notes);
    }
  }

  /** The old file has the name as before. */
  record Refused(Refusal refusal) implements Replacement {}
}
