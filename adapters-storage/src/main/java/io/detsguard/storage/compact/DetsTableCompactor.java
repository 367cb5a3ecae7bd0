package io.detsguard.storage.compact;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableCompactor;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.compact.CompactionForecast;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.dets.CheckOptions;
import io.detsguard.storage.dets.CompactTable;
import io.detsguard.storage.dets.SlotShrink;
import io.detsguard.storage.dets.TableFileChecker;
import io.detsguard.storage.file.AtomicFile;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.file.NewFile;
import io.detsguard.storage.file.OutputFile;
import io.detsguard.storage.swap.FileSwap;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;

/** Compacts table files. */
public final class DetsTableCompactor implements TableCompactor {
  private final DurableFiles files;
  private final FileSwap swap;
  private final TableFileChecker checker;

  /**
   * @param swap shared by all who replace files
   * @param workers threads that check one file at the same time, 1 or more
   */
  public DetsTableCompactor(DurableFiles files, FileSwap swap, int workers) {
    this.files = files;
    this.swap = swap;
    this.checker = new TableFileChecker(new CheckOptions(workers, Digests.RECORDS));
  }

  @Override
  public CompactionForecast forecast(Order order) throws IOException, InterruptedException {
    Path table = Path.of(order.table().value());
    TableFigures figures = order.report().figures().orElseThrow();
    long slots = figures.slots().used();
    long needed =
        order.shrinksSlots() ? SlotShrink.slotsNeeded(table, order.report().keysRead()) : slots;
    // The writer itself tells the length: it may take more slots than the keys need.
    return needed < slots
        ? forecast(figures, SlotShrink.of(table).writeTo(OutputStream.nullOutputStream()), needed)
        : forecast(figures, CompactTable.read(table, CompactTable::length), slots);
  }

  private static CompactionForecast forecast(TableFigures figures, long bytes, long slots) {
    return new CompactionForecast(figures.fileBytes(), bytes, figures.slots().used(), slots);
  }

  @Override
  public void write(
      Order order, CompactionForecast forecast, TableLocation target, ProgressListener progress)
      throws IOException, InterruptedException {
    CompactionProof proof = new CompactionProof(order, forecast, checker, progress);
    FileStamp before = FileStamp.of(Path.of(order.table().value()));
    NewFile.Content<Long, IOException> content = out -> write(order, forecast, out);
    new NewFile(files, Path.of(target.value()))
        .write(
            content,
            draft -> {
              proof.check(draft);
              proof.requireUnchanged(before);
            });
  }

  @Override
  public Replacement replace(
      Order order, CompactionForecast forecast, ReplaceOrder place, ProgressListener progress)
      throws IOException, InterruptedException {
    CompactionProof proof = new CompactionProof(order, forecast, checker, progress);
    return swap.replace(
        place,
        ReplacementCause.COMPACT,
        draft -> {
          try (OutputFile output = files.create(draft, AtomicFile.OWNER_ONLY)) {
            write(order, forecast, Channels.newOutputStream(output));
            output.force();
          }
          proof.check(draft);
        });
  }

  private static long write(Order order, CompactionForecast forecast, OutputStream out)
      throws IOException, InterruptedException {
    Path table = Path.of(order.table().value());
    return forecast.slotsAfter() < forecast.slotsBefore()
        ? SlotShrink.of(table).writeTo(out)
        : CompactTable.read(table, compact -> compact.writeTo(out));
  }
}
