package io.detsguard.bootstrap.wiring;

import io.detsguard.application.port.out.DrillLog;
import io.detsguard.application.port.out.FigureLog;
import io.detsguard.application.port.out.FrozenTables;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.OwnerNodes;
import io.detsguard.application.port.out.RestoreDrill;
import io.detsguard.application.port.out.RunJournal;
import io.detsguard.application.port.out.SessionStore;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableCompactor;
import io.detsguard.application.port.out.TableComparer;
import io.detsguard.application.port.out.TableCopier;
import io.detsguard.application.port.out.TableExporter;
import io.detsguard.application.port.out.TableImporter;
import io.detsguard.application.port.out.TableRepairer;
import io.detsguard.application.port.out.TableReplacer;
import io.detsguard.application.port.out.TableSalvager;
import io.detsguard.application.port.out.TokenStore;
import io.detsguard.application.service.ControlledOwners;
import io.detsguard.application.service.FoundTables;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.compact.DetsTableCompactor;
import io.detsguard.storage.copy.FrozenTableSaver;
import io.detsguard.storage.copy.HeldTableSaver;
import io.detsguard.storage.copy.LinuxPrecision;
import io.detsguard.storage.copy.OpenSince;
import io.detsguard.storage.copy.PrecisionSource;
import io.detsguard.storage.copy.StableCopier;
import io.detsguard.storage.copy.TableAttempts;
import io.detsguard.storage.copy.Waiting;
import io.detsguard.storage.dets.DetsTableChecker;
import io.detsguard.storage.dets.DetsTableComparer;
import io.detsguard.storage.drill.ErlangOpener;
import io.detsguard.storage.drill.FileDrillLog;
import io.detsguard.storage.drill.ScratchRestore;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.ScratchDirectory;
import io.detsguard.storage.history.FileFigureLog;
import io.detsguard.storage.journal.DirectoryRunJournal;
import io.detsguard.storage.live.DirectoryLiveTables;
import io.detsguard.storage.live.FileFoundTableLog;
import io.detsguard.storage.node.LadderCopier;
import io.detsguard.storage.node.OwnerHelp;
import io.detsguard.storage.process.ProcFileHolders;
import io.detsguard.storage.repository.DirectoryBackupRepository;
import io.detsguard.storage.repository.RepositoryLayout;
import io.detsguard.storage.restore.SnapshotReplacer;
import io.detsguard.storage.salvage.DetsTableRepairer;
import io.detsguard.storage.salvage.DetsTableSalvager;
import io.detsguard.storage.swap.FileSwap;
import io.detsguard.storage.token.FileSessionStore;
import io.detsguard.storage.token.FileTokenStore;
import io.detsguard.storage.transfer.DetsTableExporter;
import io.detsguard.storage.transfer.DetsTableImporter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which implementation stands behind which port to storage. */
final class StorageWiring implements AutoCloseable {
  private final SnapshotRepository repository;
  private final TableCopier copier;
  private final LiveTables liveTables;
  private final Optional<FoundTables> found;
  private final TokenStore tokens;
  private final RepositoryLayout layout;
  private final Path data;
  private final DurableFiles files;
  private final FileSwap swap;
  private final Duration frozenAfter;
  private final NodeWiring nodes;
  private final Map<TableName, OwnerHandle> ownerHandles;

  StorageWiring(Settings settings) {
    // File times are made by this machine's clock; no other one can be compared with them.
    InstantSource fileClock = InstantSource.system();
    OpenSince openSince = new OpenSince();
    this.files = new DiskFiles();
    this.swap = new FileSwap(files, ProcFileHolders.ofThisSystem(), fileClock);
    this.frozenAfter = settings.copy().frozenAfter();
    this.ownerHandles = settings.owners();
    this.nodes = new NodeWiring(settings.nodes(), fileClock);
    this.layout = new RepositoryLayout(settings.backups());
    this.data = settings.data();
    this.repository = new DirectoryBackupRepository(layout, files, fileClock);
    PrecisionSource precisions = LinuxPrecision.ofThisSystem(fileClock);
    this.copier =
        climbing(
            precisions,
            new StableCopier(
                precisions, openSince, settings.copy().deadline(), fileClock, Waiting.real()),
            new TableAttempts(precisions, fileClock));
    LiveTables listed =
        new DirectoryLiveTables(
            mapped(settings.tables()), searched(settings.tables()), openSince, fileClock);
    this.found =
        settings.nodes().discover()
            ? Optional.of(
                new FoundTables(
                    listed, new FileFoundTableLog(data.resolve("found-tables.json"), files)))
            : Optional.empty();
    this.liveTables = found.<LiveTables>map(tables -> tables).orElse(listed);
    this.tokens = new FileTokenStore(data.resolve("tokens.json"), files);
  }

  /** Where owners can be made to help, a copier that asks them. */
  private TableCopier climbing(
      PrecisionSource precisions, StableCopier stable, TableAttempts attempts) {
    OwnerHelp help = nodes.help();
    return help.isNone()
        ? stable
        : new LadderCopier(
            stable,
            help,
            attempts,
            new HeldTableSaver(
                salvager(1), files, precisions, InstantSource.system(), Waiting.real()),
            Waiting.real(),
            new SecureRandom());
  }

  private static List<LiveTable> mapped(Settings.Tables tables) {
    return tables.catalogue().entrySet().stream()
        .map(entry -> new LiveTable(entry.getKey(), new TableLocation(entry.getValue().toString())))
        .toList();
  }

  private static List<Path> searched(Settings.Tables tables) {
    return tables.discover() ? List.of(tables.directory()) : List.of();
  }

  /** Ends the connections to nodes. */
  @Override
  public void close() {
    nodes.close();
  }

  SnapshotRepository repository() {
    return repository;
  }

  /** A checker that works on one file with so many threads. */
  TableChecker checker(int threads) {
    return new DetsTableChecker(threads);
  }

  TableComparer comparer() {
    return new DetsTableComparer();
  }

  TableExporter exporter() {
    return new DetsTableExporter(files);
  }

  /** Makes tables of terms; checks each with so many threads. */
  TableImporter importer(int threads) {
    return new DetsTableImporter(files, threads);
  }

  /** Repairs one file with so many threads. */
  TableSalvager salvager(int threads) {
    return new DetsTableSalvager(files, threads);
  }

  /** Puts repaired tables in place, with so many threads for one. */
  TableRepairer repairer(int threads) {
    return new DetsTableRepairer(salvager(threads), swap);
  }

  /** Replaces live files; checks what it puts in place with so many threads. */
  TableReplacer replacer(int threads) {
    return new SnapshotReplacer(files, swap, threads);
  }

  /** Saves tables whose owners are gone, with so many threads for each. */
  FrozenTables frozenTables(int threads) {
    return frozenAfter.isZero()
        ? FrozenTables.LEFT_ALONE
        : new FrozenTableSaver(
            salvager(threads),
            files,
            ProcFileHolders.ofThisSystem(),
            frozenAfter,
            InstantSource.system());
  }

  /** Compacts one file; checks it with so many threads. */
  TableCompactor compactor(int threads) {
    return new DetsTableCompactor(files, swap, threads);
  }

  /** Restores snapshots to where nobody looks for tables. */
  RestoreDrill restoreDrill(Settings.Drill drill) {
    return new ScratchRestore(
        data.resolve("drill" + ScratchDirectory.ENDING),
        files,
        checker(1),
        drill.erlang().map(erl -> new ErlangOpener(erl, drill.patience())),
        System::nanoTime);
  }

  DrillLog drillLog() {
    return new FileDrillLog(data.resolve("drills.json"), files);
  }

  TableCopier copier() {
    return copier;
  }

  /** Who can be asked about the owners of tables. */
  OwnerNodes ownerNodes() {
    return nodes.ownerNodes();
  }

  /** Whose tables can be restored while they run. */
  ControlledOwners owners() {
    return new ControlledOwners(ownerHandles, nodes.ownerControl());
  }

  /** The catalogue, if tables of nodes are taken into it. */
  Optional<FoundTables> found() {
    return found;
  }

  LiveTables liveTables() {
    return liveTables;
  }

  TokenStore tokens() {
    return tokens;
  }

  SessionStore sessions() {
    return new FileSessionStore(data.resolve("sessions.json"), files);
  }

  /** A new one each time: it brings up the log, and most commands never write a line to it. */
  RunJournal journal() {
    return new DirectoryRunJournal(layout.journal(), files);
  }

  /** A new one each time, for the same reason. */
  FigureLog figures() {
    return new FileFigureLog(data.resolve("figures.log"), files);
  }
}
