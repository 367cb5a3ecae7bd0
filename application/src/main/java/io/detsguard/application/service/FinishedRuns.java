package io.detsguard.application.service;

import io.detsguard.application.port.out.RunJournal;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latest finished runs: those of the journal, other processes' included, and the few of this
 * process that the journal could not take. Safe for use by many threads.
 */
final class FinishedRuns {
  private static final Logger LOG = System.getLogger(FinishedRuns.class.getName());

  /** A run of thousands of tables takes megabytes, and a broken journal is soon noticed. */
  private static final int UNWRITTEN_KEPT = 5;

  private final RunJournal journal;
  private final LinkedHashMap<RunId, BackupRun> unwritten = new LinkedHashMap<>();

  FinishedRuns(RunJournal journal) {
    this.journal = journal;
  }

  /**
   * Remembers a run, in any case for a while.
   *
   * @throws IOException when the journal cannot be written
   */
  void add(BackupRun run) throws IOException {
    try {
      journal.record(run);
    } catch (IOException e) {
      keep(run);
      throw e;
    }
  }

  private void keep(BackupRun run) {
    synchronized (unwritten) {
      unwritten.put(run.id(), run);
      if (unwritten.size() > UNWRITTEN_KEPT) {
        unwritten.pollFirstEntry();
      }
    }
  }

  Optional<RunProgress> find(RunId id) {
    return newestFirst().stream()
        .filter(run -> run.id().equals(id))
        .findFirst()
        .map(run -> new RunProgress(id, run.startedAt(), List.of(), Optional.of(run)));
  }

  List<BackupRun> newestFirst() {
    Map<RunId, BackupRun> all = new LinkedHashMap<>();
    journaled().forEach(run -> all.put(run.id(), run));
    synchronized (unwritten) {
      all.putAll(unwritten);
    }
    List<BackupRun> runs = new ArrayList<>(all.values());
    runs.sort(Comparator.comparing(BackupRun::startedAt).reversed());
    return runs;
  }

  private List<BackupRun> journaled() {
    try {
      return journal.recent();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the journal of runs cannot be read", e);
      return List.of();
    }
  }
}
