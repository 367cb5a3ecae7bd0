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
 * The latest finished runs: those of the journal, other processes' included, and those of this
 * process even when the journal could not take them. Safe for use by many threads.
 */
final class FinishedRuns {
  private static final Logger LOG = System.getLogger(FinishedRuns.class.getName());
  private static final int REMEMBERED = 100;

  private final RunJournal journal;
  private final LinkedHashMap<RunId, BackupRun> own = new LinkedHashMap<>();

  FinishedRuns(RunJournal journal) {
    this.journal = journal;
  }

  void add(BackupRun run) throws IOException {
    synchronized (own) {
      own.put(run.id(), run);
      if (own.size() > REMEMBERED) {
        own.pollFirstEntry();
      }
    }
    journal.record(run);
  }

  Optional<RunProgress> find(RunId id) {
    BackupRun known;
    synchronized (own) {
      known = own.get(id);
    }
    return Optional.ofNullable(known)
        .or(() -> newestFirst().stream().filter(run -> run.id().equals(id)).findFirst())
        .map(run -> new RunProgress(id, run.startedAt(), List.of(), Optional.of(run)));
  }

  List<BackupRun> newestFirst() {
    Map<RunId, BackupRun> all = new LinkedHashMap<>();
    journaled().forEach(run -> all.put(run.id(), run));
    synchronized (own) {
      all.putAll(own);
    }
    List<BackupRun> runs = new ArrayList<>(all.values());
    runs.sort(Comparator.comparing(BackupRun::startedAt).reversed());
    return runs.subList(0, Math.min(REMEMBERED, runs.size()));
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
