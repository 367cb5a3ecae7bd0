package io.detsguard.application.service;

import io.detsguard.application.port.out.RunJournal;
import io.detsguard.domain.backup.BackupRun;
import java.io.IOException;
import java.util.LinkedList;
import java.util.List;

/** A journal in memory, which can be made to fail. */
final class MemoryJournal implements RunJournal {
  private final LinkedList<BackupRun> runs = new LinkedList<>();
  boolean broken;

  @Override
  public synchronized void record(BackupRun run) throws IOException {
    if (broken) {
      throw new IOException("no space left on device");
    }
    runs.addFirst(run);
  }

  @Override
  public synchronized List<BackupRun> recent() throws IOException {
    if (broken) {
      throw new IOException("Input/output error");
    }
    return List.copyOf(runs);
  }
}
