package io.detsguard.storage.node;

import io.detsguard.domain.node.Fixation;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.SilentTable;
import io.detsguard.domain.node.TableAccess;
import io.detsguard.domain.node.TableOptions;
import io.detsguard.domain.node.TableProcess;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.distribution.NodeCall;
import io.detsguard.storage.distribution.ProcessItem;
import io.detsguard.storage.distribution.TableItem;
import io.detsguard.storage.distribution.peer.NodeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks a node everything about one of its tables that can be asked without flushing anything. */
final class TableQuestions {
  /** A state holds the free lists of the table; more of them than this are not worth the mode. */
  private static final long LARGEST_STATE_BYTES = 1 << 19;

  private static final List<TableItem> ITEMS =
      List.of(
          TableItem.OWNER,
          TableItem.USERS,
          TableItem.FILENAME,
          TableItem.SAFE_FIXED,
          TableItem.AUTO_SAVE,
          TableItem.ACCESS,
          TableItem.RAM_FILE,
          TableItem.DELAYED_WRITE);

  /** What each part of a time stamp of Erlang stays below. */
  private static final long MILLION = 1_000_000;

  private static final String BUSY = "its process did not answer in time";

  private final AttachedNode node;
  private final Path directory;

  /**
   * @param directory where relative file names of the node start
   */
  TableQuestions(AttachedNode node, Path directory) {
    this.node = node;
    this.directory = directory;
  }

  /** What came of it: one of both, or nothing when the table has been closed meanwhile. */
  record Told(Optional<OpenTable> open, Optional<SilentTable> silent) {
    static final Told GONE = new Told(Optional.empty(), Optional.empty());
  }

  Told ask(Term table) throws NodeException, InterruptedException {
    Map<TableItem, Answer> answers = answers(table);
    Optional<Pid> process = of(answers, TableItem.OWNER).flatMap(Answer::pid);
    if (process.isEmpty()) {
      return Told.GONE;
    }
    Answer facts = processFacts(process.get());
    TableProcess keeper = keeper(process.get(), facts, of(answers, TableItem.USERS));
    Optional<String> file = of(answers, TableItem.FILENAME).flatMap(Answer::text);
    Optional<TableOptions> options = options(answers);
    if (file.isEmpty() || options.isEmpty()) {
      return new Told(
          Optional.empty(), Optional.of(new SilentTable(ShownTerm.of(table), keeper, BUSY)));
    }
    TableState state = state(process.get(), keeper.memoryBytes(), answers);
    return new Told(
        Optional.of(
            open(node.name(), table, location(file.get()), keeper, options.get(), state, answers)),
        Optional.empty());
  }

  private static OpenTable open(
      NodeName node,
      Term table,
      TableLocation file,
      TableProcess keeper,
      TableOptions options,
      TableState state,
      Map<TableItem, Answer> answers) {
    return new OpenTable(
        node,
        ShownTerm.of(table),
        file,
        keeper,
        options,
        state.mode(),
        state.unwrittenBytes(),
        of(answers, TableItem.SAFE_FIXED).flatMap(TableQuestions::fixation));
  }

  private Map<TableItem, Answer> answers(Term table) throws NodeException, InterruptedException {
    List<Optional<Answer>> given =
        node.batch().ask(ITEMS.stream().map(item -> new NodeCall.TableInfo(table, item)).toList());
    Map<TableItem, Answer> answers = new EnumMap<>(TableItem.class);
    for (int i = 0; i < ITEMS.size(); i++) {
      TableItem item = ITEMS.get(i);
      given.get(i).ifPresent(answer -> answers.put(item, answer));
    }
    return answers;
  }

  private static Optional<Answer> of(Map<TableItem, Answer> answers, TableItem item) {
    return Optional.ofNullable(answers.get(item));
  }

  private Answer processFacts(Pid process) throws NodeException, InterruptedException {
    return node.ask(
        new NodeCall.ProcessInfo(
            process, EnumSet.of(ProcessItem.MESSAGE_QUEUE_LEN, ProcessItem.MEMORY)));
  }

  private static TableProcess keeper(Pid process, Answer facts, Optional<Answer> users) {
    return new TableProcess(
        "<0.%d.%d>".formatted(process.id(), process.serial()),
        users.flatMap(Answer::list).map(List::size).orElse(0),
        fact(facts, "message_queue_len"),
        fact(facts, "memory"));
  }

  private static long fact(Answer facts, String key) {
    return facts.valueOf(key).map(term -> new Answer(term).count().orElse(0)).orElse(0L);
  }

  private static Optional<TableOptions> options(Map<TableItem, Answer> answers) {
    Optional<String> access = of(answers, TableItem.ACCESS).flatMap(Answer::atom);
    Optional<Answer> ramFile = of(answers, TableItem.RAM_FILE);
    Optional<Answer> autoSave = of(answers, TableItem.AUTO_SAVE);
    if (access.isEmpty() || ramFile.isEmpty() || autoSave.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong millis = autoSave.get().count();
    return Optional.of(
        new TableOptions(
            access.get().equals("read") ? TableAccess.READ : TableAccess.READ_WRITE,
            ramFile.get().isTrue(),
            millis.isPresent()
                ? Optional.of(Duration.ofMillis(millis.getAsLong()))
                : Optional.empty()));
  }

  /** {@code {{MegaSeconds, Seconds, MicroSeconds}, [{Process, Times}]}}, or false. */
  private static Optional<Fixation> fixation(Answer fixed) {
    return fixed
        .tuple(2)
        .flatMap(
            parts -> {
              Optional<Instant> since = instant(new Answer(parts.getFirst()));
              int processes = new Answer(parts.getLast()).list().map(List::size).orElse(0);
              return since.filter(at -> processes > 0).map(at -> new Fixation(at, processes));
            });
  }

  private static Optional<Instant> instant(Answer timestamp) {
    return timestamp
        .tuple(3)
        .map(
            parts -> parts.stream().mapToLong(part -> new Answer(part).count().orElse(0)).toArray())
        .filter(at -> at[0] < MILLION && at[1] < MILLION && at[2] < MILLION)
        .map(at -> Instant.ofEpochSecond(at[0] * MILLION + at[1], at[2] * 1_000));
  }

  private TableLocation location(String file) {
    Optional<Path> path = TableFile.of(file, directory);
    return new TableLocation(
        path.flatMap(TableFile::real).or(() -> path).map(Path::toString).orElse(file));
  }

  private TableState state(Pid process, long memoryBytes, Map<TableItem, Answer> answers)
      throws NodeException, InterruptedException {
    if (memoryBytes > LARGEST_STATE_BYTES || mayCacheMuch(answers)) {
      return TableState.UNKNOWN;
    }
    Term file = answers.get(TableItem.FILENAME).term();
    return node.batch()
        .ask(List.of(new NodeCall.TableState(process)))
        .getFirst()
        .map(state -> TableState.of(state, file))
        .orElse(TableState.UNKNOWN);
  }

  /** Records with large binaries are in a cache, but not in the memory of the process. */
  private static boolean mayCacheMuch(Map<TableItem, Answer> answers) {
    OptionalLong cacheBytes =
        of(answers, TableItem.DELAYED_WRITE)
            .flatMap(cache -> cache.tuple(2))
            .map(parts -> new Answer(parts.getLast()).count())
            .orElse(OptionalLong.empty());
    return cacheBytes.isEmpty() || cacheBytes.getAsLong() > LARGEST_STATE_BYTES;
  }
}
