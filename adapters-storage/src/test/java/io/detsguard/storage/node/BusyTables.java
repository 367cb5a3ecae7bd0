package io.detsguard.storage.node;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.TableCopier;
import io.detsguard.application.port.out.TableCopier.CopyOutcome;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.copy.HeldTableSaver;
import io.detsguard.storage.copy.LinuxPrecision;
import io.detsguard.storage.copy.OpenSince;
import io.detsguard.storage.copy.StableCopier;
import io.detsguard.storage.copy.TableAttempts;
import io.detsguard.storage.copy.Waiting;
import io.detsguard.storage.distribution.Dialers;
import io.detsguard.storage.distribution.NodeConnection;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.erlang.ErlangNode;
import io.detsguard.storage.erlang.LiveNode;
import io.detsguard.storage.erlang.PortMapper;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.repository.DirectoryBackupRepository;
import io.detsguard.storage.repository.RepositoryLayout;
import io.detsguard.storage.salvage.DetsTableSalvager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A node with tables under saturating writers, and copies of them that real Erlang judges. */
final class BusyTables implements AutoCloseable {
  static final String NODE = "busy@127.0.0.1";

  private static final InstantSource CLOCK = InstantSource.system();

  private final Path home;
  private final PortMapper mapper;
  private final LiveNode node;
  private final NodeConnection connection;
  private final RepositorySession session;

  private BusyTables(
      Path home,
      PortMapper mapper,
      LiveNode node,
      NodeConnection connection,
      RepositorySession session) {
    this.home = home;
    this.mapper = mapper;
    this.node = node;
    this.connection = connection;
    this.session = session;
  }

  static BusyTables start(Path home, Path erl)
      throws IOException, InterruptedException, RepositoryBusyException {
    PortMapper mapper = PortMapper.start();
    LiveNode node = LiveNode.start(home, erl, mapper.port(), "-name", NODE);
    node.load(home, "/io/detsguard/storage/node/busy.erl");
    RepositorySession session =
        new DirectoryBackupRepository(
                new RepositoryLayout(home.resolve("backups")), new DiskFiles(), CLOCK)
            .begin("test");
    NodeConnection connection =
        Dialers.connection(NODE, Dialers.plain(LiveNode.cookieFile(home), mapper.port()));
    return new BusyTables(home, mapper, node, connection, session);
  }

  LiveNode node() {
    return node;
  }

  NodeConnection connection() {
    return connection;
  }

  int mapperPort() {
    return mapper.port();
  }

  /**
   * Opens a table with such records and starts four writers.
   *
   * @param kind of {@code busy.erl}
   */
  LiveTable write(String name, String kind, int keys, int pad) throws IOException {
    node.expect(
        "ok",
        "busy:start(%s, \"%s\", %s, %d, %d, 4)".formatted(name, name + ".dets", kind, keys, pad));
    return table(name);
  }

  void stop(String name) throws IOException {
    node.expect("ok", "busy:stop(" + name + ")");
  }

  LiveTable table(String name) {
    return new LiveTable(
        new TableName(name), new TableLocation(home.resolve(name + ".dets").toString()));
  }

  /** A copier with the whole ladder, whose first rung gives up soon. */
  TableCopier ladder(Duration pauseLimit, Waiting waiting, RandomGenerator random) {
    OwnerHelp help =
        new OwnerHelp(
            List.of(connection),
            Dialers.PATIENCE,
            new PauseRules(pauseLimit, Set.of()),
            Optional.empty());
    return ladder(help, waiting, random);
  }

  /** The rung that holds, by itself. */
  HeldCopy held(PauseRules rules, Waiting waiting, RandomGenerator random) {
    LinuxPrecision precision = LinuxPrecision.ofThisSystem(CLOCK);
    return new HeldCopy(
        new TableAttempts(precision, CLOCK), saver(precision), rules, waiting, random);
  }

  private static HeldTableSaver saver(LinuxPrecision precision) {
    return new HeldTableSaver(
        new DetsTableSalvager(new DiskFiles(), 1),
        new DiskFiles(),
        precision,
        CLOCK,
        Waiting.real());
  }

  /** Who has the table open. */
  TableOwners.Search.Found owner(LiveTable table) throws InterruptedException {
    TableOwners owners = new TableOwners(List.of(connection), Dialers.PATIENCE);
    if (owners.ownerOf(table) instanceof TableOwners.Search.Found found) {
      return found;
    }
    throw new AssertionError("nobody is known to have " + table.name() + " open");
  }

  static TableCopier ladder(OwnerHelp help, Waiting waiting, RandomGenerator random) {
    LinuxPrecision precision = LinuxPrecision.ofThisSystem(CLOCK);
    return new LadderCopier(
        new StableCopier(precision, new OpenSince(), Duration.ofMillis(5), CLOCK, Waiting.real()),
        help,
        new TableAttempts(precision, CLOCK),
        saver(precision),
        waiting,
        random);
  }

  /**
   * One try to copy.
   *
   * @param outcome what came of it
   * @param line for {@link #judge}; the copy stays until then
   */
  record Tried(CopyOutcome outcome, String line) {}

  Tried copy(TableCopier copier, LiveTable table) throws IOException {
    String acked = node.eval("busy:acked(" + table.name() + ")").replaceAll("[{},]", " ").strip();
    StagedSnapshot staged = session.stage(table.name(), Instant.now());
    CopyOutcome outcome = copier.copy(table, staged, ProgressListener.NONE);
    if (outcome instanceof CopyOutcome.Copied copied
        && Files.size(Path.of(staged.location().value())) != copied.bytes()) {
      throw new AssertionError("the copy is not as long as was said: " + copied);
    }
    return new Tried(outcome, staged.location().value() + " " + acked);
  }

  /** One try of the rung that holds. */
  Rung hold(HeldCopy held, LiveTable table)
      throws IOException, InterruptedException, NodeException {
    TableOwners.Search.Found owner = owner(table);
    try (StagedSnapshot staged = session.stage(table.name(), Instant.now())) {
      return held.climb(owner, table, staged, ProgressListener.NONE);
    }
  }

  /** One try to copy a table that has no writers of {@code busy.erl}. */
  CopyOutcome copyQuiet(TableCopier copier, LiveTable table) throws IOException {
    try (StagedSnapshot staged = session.stage(table.name(), Instant.now())) {
      return copier.copy(table, staged, ProgressListener.NONE);
    }
  }

  /** The verdicts of Erlang on these copies, which are deleted. */
  List<String> judge(List<String> lines) throws IOException, InterruptedException {
    Path list = home.resolve("copies");
    Files.write(list, lines);
    String verdicts =
        new ErlangNode(home, Duration.ofMinutes(10))
            .runResource("/io/detsguard/storage/node/judge.escript", list.toString());
    for (String line : lines) {
      Files.delete(Path.of(line.substring(0, line.indexOf(' '))));
    }
    return new ArrayList<>(verdicts.lines().toList());
  }

  @Override
  public void close() throws IOException {
    connection.close();
    session.close();
    node.close();
    mapper.close();
  }
}
