package io.detsguard.ws;

import io.detsguard.application.port.in.BackUpTablesUseCase;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.table.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A run whose progress a test sets. A socket may look at it and nothing else. */
final class ScriptedBackups implements BackUpTablesUseCase {
  private final AtomicInteger looks = new AtomicInteger();
  private volatile Optional<RunProgress> current = Optional.empty();

  void set(Optional<RunProgress> progress) {
    current = progress;
  }

  /** How often somebody looked. */
  int looks() {
    return looks.get();
  }

  @Override
  public Optional<RunProgress> current() {
    looks.incrementAndGet();
    return current;
  }

  @Override
  public RunTicket request(Set<TableName> tables, RunTrigger trigger) {
    throw new AssertionError("a socket starts no run");
  }

  @Override
  public Optional<RunProgress> find(RunId id) {
    throw new AssertionError("a socket asks for the run at work only");
  }

  @Override
  public List<BackupRun> recent() {
    throw new AssertionError("a socket asks for the run at work only");
  }
}
