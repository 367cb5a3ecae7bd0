package io.detsguard.storage.restore;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableReplacer;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.dets.CheckOptions;
import io.detsguard.storage.dets.TableFileChecker;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.NewFile;
import io.detsguard.storage.swap.FileSwap;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;

/** Tables in files, replaced by stored files. */
public final class SnapshotReplacer implements TableReplacer {
  private final DurableFiles files;
  private final FileSwap swap;
  private final TableFileChecker checker;

  /**
   * @param swap shared by all who replace files
   * @param workers threads that check one file at the same time, 1 or more
   */
  public SnapshotReplacer(DurableFiles files, FileSwap swap, int workers) {
    this.files = files;
    this.swap = swap;
    this.checker = new TableFileChecker(new CheckOptions(workers, Digests.RECORDS));
  }

  @Override
  public Place look(TableLocation live) throws IOException {
    return swap.look(Path.of(live.value()));
  }

  @Override
  public Replacement replace(Snapshot snapshot, ReplaceOrder order, ProgressListener progress)
      throws IOException, InterruptedException {
    SnapshotCopy copy = new SnapshotCopy(snapshot, checker, progress);
    return swap.replace(order, ReplacementCause.RESTORE, draft -> copy.make(files, draft));
  }

  @Override
  public Replacement putBack(KeptFile kept, ReplaceOrder order) throws IOException {
    return swap.putBack(kept, order);
  }

  @Override
  public void copy(Snapshot snapshot, TableLocation target, ProgressListener progress)
      throws IOException, InterruptedException {
    SnapshotCopy copy = new SnapshotCopy(snapshot, checker, progress);
    NewFile.Content<Long, IOException> content =
        out -> {
          copy.writeTo(Channels.newChannel(out));
          return snapshot.manifest().bytes();
        };
    new NewFile(files, Path.of(target.value())).write(content, copy::prove);
  }
}
