package io.detsguard.storage.copy;

import io.detsguard.application.port.out.FrozenTables.Outcome;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.StagedSnapshot.StagedBytes;
import io.detsguard.application.port.out.TableSalvager;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a sound table of a copy that is not properly closed, and hands it over. */
final class RepairedCopy {
  private static final int BUFFER_BYTES = 1 << 20;

  private final TableSalvager salvager;

  RepairedCopy(TableSalvager salvager) {
    this.salvager = salvager;
  }

  /**
   * Repairs a copy.
   *
   * @param stamp the state of the source that was copied
   * @param place where the copy lies, and the repaired table may for the time being
   * @param target where the repaired table goes in the end
   * @param remembered type and key position by an older snapshot
   */
  Outcome stage(
      SourceStamp stamp,
      RepairPlace place,
      StagedSnapshot target,
      Optional<TableShape> remembered,
      ProgressListener progress)
      throws IOException, InterruptedException {
    TableSalvager.Order order =
        new TableSalvager.Order(
            new TableLocation(place.copy().toString()),
            new TableLocation(place.repaired().toString()),
            true,
            Optional.empty(),
            OptionalInt.empty(),
            remembered,
            TableSalvager.Candidates.ASIDE);
    return switch (salvager.salvage(order, progress)) {
      case RepairOutcome.Repaired(RepairReport report) ->
          stage(stamp, place.repaired(), target, report);
      case RepairOutcome.NothingRecovered(RepairReport report) ->
          new Outcome.NothingSaved("None of its records can be read.");
      case RepairOutcome.Refused refused ->
          new Outcome.NothingSaved("It cannot be repaired: " + refused.finding().message() + ".");
    };
  }

  private static Outcome stage(
      SourceStamp stamp, Path repaired, StagedSnapshot target, RepairReport report)
      throws IOException {
    Sha256 sha256 = new Sha256();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try (FileChannel channel = FileChannel.open(repaired);
        StagedBytes staged = target.rewrite()) {
      while (channel.read(buffer.clear()) >= 0) {
        sha256.add(buffer.flip());
        while (buffer.hasRemaining()) {
          staged.write(buffer);
        }
      }
      return new Outcome.Saved(stamp, sha256.hex(), channel.size(), report);
    }
  }
}
