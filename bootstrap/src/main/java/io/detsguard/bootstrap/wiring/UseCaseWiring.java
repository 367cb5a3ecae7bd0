package io.detsguard.bootstrap.wiring;

import io.detsguard.application.port.in.AccessTokensUseCase;
import io.detsguard.application.port.in.CheckFilesUseCase;
import io.detsguard.application.port.in.CompactIdleTablesUseCase;
import io.detsguard.application.port.in.CompactTableUseCase;
import io.detsguard.application.port.in.CompareTablesUseCase;
import io.detsguard.application.port.in.ConfirmedCompactionUseCase;
import io.detsguard.application.port.in.ConfirmedRepairUseCase;
import io.detsguard.application.port.in.ConfirmedRestoreUseCase;
import io.detsguard.application.port.in.ConfirmedUndoUseCase;
import io.detsguard.application.port.in.DrillSnapshotsUseCase;
import io.detsguard.application.port.in.ExportTableUseCase;
import io.detsguard.application.port.in.ImportTableUseCase;
import io.detsguard.application.port.in.ListSnapshotsUseCase;
import io.detsguard.application.port.in.LookAtNodesUseCase;
import io.detsguard.application.port.in.PruneSnapshotsUseCase;
import io.detsguard.application.port.in.RepairInPlaceUseCase;
import io.detsguard.application.port.in.RepairTableUseCase;
import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.application.port.in.RestoreTableUseCase;
import io.detsguard.application.port.in.SessionsUseCase;
import io.detsguard.application.port.in.SocketTicketsUseCase;
import io.detsguard.application.port.in.UndoReplacementUseCase;
import io.detsguard.application.port.out.EventPublisher;
import io.detsguard.application.port.out.RunJournal;
import io.detsguard.application.service.AccessTokensService;
import io.detsguard.application.service.BackUpTablesService;
import io.detsguard.application.service.BackupPorts;
import io.detsguard.application.service.BackupRules;
import io.detsguard.application.service.CheckFilesService;
import io.detsguard.application.service.CompactIdleTablesService;
import io.detsguard.application.service.CompactTableService;
import io.detsguard.application.service.CompareTablesService;
import io.detsguard.application.service.ConfirmationPorts;
import io.detsguard.application.service.ConfirmedCompactionService;
import io.detsguard.application.service.ConfirmedRepairService;
import io.detsguard.application.service.ConfirmedRestoreService;
import io.detsguard.application.service.ConfirmedUndoService;
import io.detsguard.application.service.ControlledOwners;
import io.detsguard.application.service.DrillMemory;
import io.detsguard.application.service.DrillSnapshotsService;
import io.detsguard.application.service.ExportTableService;
import io.detsguard.application.service.FigureHistoryService;
import io.detsguard.application.service.ImportTableService;
import io.detsguard.application.service.ListSnapshotsService;
import io.detsguard.application.service.LookAtNodesService;
import io.detsguard.application.service.NodeMemory;
import io.detsguard.application.service.OpenSessions;
import io.detsguard.application.service.PruneSnapshotsService;
import io.detsguard.application.service.RepairInPlaceService;
import io.detsguard.application.service.RepairPorts;
import io.detsguard.application.service.RepairTableService;
import io.detsguard.application.service.ReportHealthService;
import io.detsguard.application.service.RestorePorts;
import io.detsguard.application.service.RestoreTableService;
import io.detsguard.application.service.RunIds;
import io.detsguard.application.service.SessionsService;
import io.detsguard.application.service.SocketTicketsService;
import io.detsguard.application.service.TablesAtWork;
import io.detsguard.application.service.UndoReplacementService;
import io.detsguard.bootstrap.log.RunLogContext;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.domain.drill.DrillBudget;
import io.detsguard.domain.health.HealthAssessor;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.history.SampleRetention;
import io.detsguard.storage.process.LowPriorityThreads;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** What each use case is made of. Every call makes a new one; they share the storage. */
public final class UseCaseWiring implements AutoCloseable {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final Settings settings;
  private final StorageWiring storage;
  private final DrillMemory drills;
  private final NodeMemory nodes = new NodeMemory();
  private final InstantSource clock;
  private final RandomGenerator random;
  private final TablesAtWork tablesAtWork = new TablesAtWork();

  /**
   * @param clock what time it is
   * @param random a source that cannot be predicted
   */
  public UseCaseWiring(Settings settings, InstantSource clock, RandomGenerator random) {
    this.settings = settings;
    this.storage = new StorageWiring(settings);
    this.drills = new DrillMemory(storage.drillLog());
    this.clock = clock;
    this.random = random;
  }

  /** What time it is for all that is made here. */
  public InstantSource clock() {
    return clock;
  }

  /** Ends the connections to nodes; whatever was made here must not be used any more. */
  @Override
  public void close() {
    storage.close();
  }

  public CheckFilesUseCase checkFiles() {
    return new CheckFilesService(storage.checker(PROCESSORS), storage.repository());
  }

  public CompareTablesUseCase compareTables() {
    return new CompareTablesService(
        storage.checker(PROCESSORS), storage.comparer(), storage.repository());
  }

  public ExportTableUseCase exportTable() {
    return new ExportTableService(
        storage.checker(PROCESSORS), storage.exporter(), storage.repository());
  }

  public ImportTableUseCase importTable() {
    return new ImportTableService(storage.importer(PROCESSORS));
  }

  public RepairTableUseCase repairTable() {
    return new RepairTableService(storage.salvager(PROCESSORS), storage.repository());
  }

  public RepairInPlaceUseCase repairInPlace() {
    return new RepairInPlaceService(
        new RepairPorts(
            storage.liveTables(),
            storage.repository(),
            storage.checker(PROCESSORS),
            storage.salvager(PROCESSORS),
            storage.repairer(PROCESSORS),
            storage.replacer(PROCESSORS),
            storage.owners()));
  }

  public RestoreTableUseCase restoreTable() {
    return new RestoreTableService(
        new RestorePorts(
            storage.liveTables(),
            storage.repository(),
            storage.checker(PROCESSORS),
            storage.comparer(),
            storage.replacer(PROCESSORS),
            storage.owners()));
  }

  public UndoReplacementUseCase undoReplacement() {
    return new UndoReplacementService(
        storage.liveTables(),
        storage.checker(PROCESSORS),
        storage.comparer(),
        storage.replacer(PROCESSORS),
        storage.owners());
  }

  /** Restores in two steps; it keeps what was shown, so the service has one of it. */
  public ConfirmedRestoreUseCase confirmedRestore(EventPublisher events) {
    return new ConfirmedRestoreService(restoreTable(), confirmations(events));
  }

  /** Undoings likewise. */
  public ConfirmedUndoUseCase confirmedUndo(EventPublisher events) {
    return new ConfirmedUndoService(undoReplacement(), confirmations(events));
  }

  /** Repairs likewise. */
  public ConfirmedRepairUseCase confirmedRepair(EventPublisher events) {
    return new ConfirmedRepairService(repairInPlace(), confirmations(events));
  }

  /** Compactions likewise. */
  public ConfirmedCompactionUseCase confirmedCompaction(EventPublisher events) {
    return new ConfirmedCompactionService(compactTable(), confirmations(events));
  }

  private ConfirmationPorts confirmations(EventPublisher events) {
    return new ConfirmationPorts(tablesAtWork, events, random, clock);
  }

  public CompactTableUseCase compactTable() {
    return new CompactTableService(
        storage.liveTables(),
        storage.checker(PROCESSORS),
        storage.compactor(PROCESSORS),
        storage.replacer(PROCESSORS),
        storage.owners());
  }

  /**
   * For the schedule: one thread for each file, so that the service stays responsive; and no owner
   * is bothered unasked.
   */
  public CompactIdleTablesUseCase compactIdleTables(EventPublisher events) {
    CompactTableUseCase compactions =
        new CompactTableService(
            storage.liveTables(),
            storage.checker(1),
            storage.compactor(1),
            storage.replacer(1),
            ControlledOwners.NONE);
    return new CompactIdleTablesService(storage.liveTables(), compactions, events, clock);
  }

  public ListSnapshotsUseCase listSnapshots() {
    return new ListSnapshotsService(storage.repository());
  }

  public PruneSnapshotsUseCase pruneSnapshots() {
    return new PruneSnapshotsService(storage.repository(), settings.retention());
  }

  public ReportHealthService reportHealth() {
    return new ReportHealthService(
        storage.liveTables(),
        storage.repository(),
        drills,
        nodes,
        new HealthAssessor(thresholds()),
        clock);
  }

  /** Looks at the nodes, of which all reports of health that are made here know. */
  public LookAtNodesUseCase lookAtNodes() {
    return storage
        .found()
        .map(found -> new LookAtNodesService(storage.ownerNodes(), found, nodes))
        .orElseGet(() -> new LookAtNodesService(storage.ownerNodes(), storage.liveTables(), nodes));
  }

  /** Who sets no budget wants no drills, and misses none. */
  private HealthThresholds thresholds() {
    Settings.Drill drill = settings.drill();
    return drill.enabled() && drill.bytesPerRun() > 0
        ? settings.health().drillingUpTo(drill.bytesPerRun())
        : settings.health();
  }

  /** Drills, which all reports of health that are made here know of. */
  public DrillSnapshotsUseCase drillSnapshots() {
    return new DrillSnapshotsService(
        storage.repository(),
        storage.restoreDrill(settings.drill()),
        drills,
        new DrillBudget(settings.drill().bytesPerRun()),
        clock);
  }

  public AccessTokensUseCase accessTokens() {
    return new AccessTokensService(storage.tokens(), random, clock);
  }

  /**
   * Sessions of browsers.
   *
   * @param tokens who opens them
   */
  public SessionsUseCase sessions(AccessTokensUseCase tokens) {
    return new SessionsService(tokens, new OpenSessions(storage.sessions()), random, clock);
  }

  public SocketTicketsUseCase socketTickets() {
    return new SocketTicketsService(random, clock);
  }

  /**
   * Figures over time; the caller sees to it that samples are taken.
   *
   * @param health where the samples come from
   */
  public FigureHistoryService figureHistory(ReportHealthUseCase health) {
    return new FigureHistoryService(
        health, listSnapshots(), storage.figures(), SampleRetention.DEFAULT, clock);
  }

  /**
   * Backups; the caller shuts them down.
   *
   * @param events who is told of runs
   */
  public BackUpTablesService backUpTables(EventPublisher events) {
    int tablesAtOnce = tablesAtOnce();
    return new BackUpTablesService(
        new BackupPorts(
            storage.liveTables(),
            storage.copier(),
            storage.frozenTables(Math.max(1, PROCESSORS / tablesAtOnce)),
            storage.checker(Math.max(1, PROCESSORS / tablesAtOnce)),
            storage.repository(),
            new RunLogContext()),
        new BackupRules(
            settings.retention(), settings.copy().rereadAfter(), tablesAtOnce, ProgramName.text()),
        events,
        storage.journal(),
        new RunIds(clock, random),
        clock,
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("backup-run").factory()),
        new LowPriorityThreads(Thread.ofPlatform().name("backup-table-", 1).factory()));
  }

  /** Whether the catalogue grows by looks at nodes. */
  public boolean findsTables() {
    return storage.found().isPresent();
  }

  /** The finished runs of earlier processes. */
  public RunJournal journal() {
    return storage.journal();
  }

  /** What an operator may want to know of the tables that are set. */
  public List<String> hints() throws IOException {
    return new TableHints(settings.tables()).hints();
  }

  /** Checking is work for a processor: with more threads than these, all only wait in turn. */
  private int tablesAtOnce() {
    int chosen = settings.copy().parallel();
    return chosen > 0 ? chosen : PROCESSORS;
  }
}
