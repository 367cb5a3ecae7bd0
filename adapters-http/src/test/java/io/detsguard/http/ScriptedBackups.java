package io.detsguard.http;

import io.detsguard.application.port.in.BackUpTablesUseCase;
import io.detsguard.application.port.in.UnknownTableException;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.table.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Runs that end when and how a test says; a request the test did not prepare for fails. */
public final class ScriptedBackups implements BackUpTablesUseCase {
  private static final Set<TableName> CATALOGUE =
      Set.of(Examples.TASK_QUEUE, Examples.AGENT_MAILBOX);

  private final List<Set<TableName>> requests = Collections.synchronizedList(new ArrayList<>());
  private final Map<RunId, RunProgress> known = new HashMap<>();
  private volatile Optional<CompletableFuture<BackupRun>> next = Optional.empty();
  private volatile Optional<RuntimeException> failure = Optional.empty();
  private volatile Optional<RunProgress> current = Optional.empty();
  private volatile List<BackupRun> recent = List.of();

  /** The next requests are all served by a run that ends with this future. */
  public CompletableFuture<BackupRun> serveNext() {
    CompletableFuture<BackupRun> run = new CompletableFuture<>();
    next = Optional.of(run);
    return run;
  }

  public void failWith(RuntimeException exception) {
    failure = Optional.of(exception);
  }

  public void knowRun(RunProgress progress) {
    known.put(progress.id(), progress);
  }

  public void setCurrent(RunProgress progress) {
    current = Optional.of(progress);
  }

  public void setRecent(List<BackupRun> runs) {
    recent = runs;
  }

  /** The tables of each request so far. */
  public List<Set<TableName>> requests() {
    return List.copyOf(requests);
  }

  @Override
  public RunTicket request(Set<TableName> tables, RunTrigger trigger) {
    if (trigger != RunTrigger.API) {
      throw new AssertionError("asked for by " + trigger);
    }
    failure.ifPresent(
        exception -> {
          throw exception;
        });
    for (TableName table : tables) {
      if (!CATALOGUE.contains(table)) {
        throw new UnknownTableException(table);
      }
    }
    requests.add(tables);
    return new RunTicket(
        Examples.RUN,
        next.orElseThrow(() -> new AssertionError("no run was prepared for this request")));
  }

  @Override
  public Optional<RunProgress> find(RunId id) {
    return Optional.ofNullable(known.get(id));
  }

  @Override
  public Optional<RunProgress> current() {
    return current;
  }

  @Override
  public List<BackupRun> recent() {
    return recent;
  }
}
