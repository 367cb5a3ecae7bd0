package io.detsguard.application.port.out;

import io.detsguard.domain.backup.BackupRun;
import java.io.IOException;
import java.util.List;

/** Remembers finished runs beyond the life of the process. Safe for use by many threads. */
public interface RunJournal {
  /** Adds a run; of very many, the oldest are forgotten. */
  void record(BackupRun run) throws IOException;

  /** The remembered runs, newest first; entries that cannot be read are left out. */
  List<BackupRun> recent() throws IOException;
}
