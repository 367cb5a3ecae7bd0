package io.detsguard.storage.journal;

import io.detsguard.application.port.out.RunJournal;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.storage.file.AtomicFile;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.json.JsonDocument;
import io.detsguard.storage.json.MalformedDocumentException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs in a directory, one file each, named by start and id so that names sort by time. A file is
 * parsed once; it never changes. Safe for use by many threads and several processes.
 */
public final class DirectoryRunJournal implements RunJournal {
  /** How many runs are remembered at most. */
  private static final int MAX_RUNS = 100;

  /** How much they may take together: a run of thousands of tables is megabytes. */
  private static final long MAX_BYTES = 8 << 20;

  private static final int MAX_BYTES_OF_ONE = 64 << 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss-SSS", Locale.ROOT);
  private static final Set<PosixFilePermission> PERMISSIONS =
      PosixFilePermissions.fromString("rw-r-----");

  private final Path directory;
  private final DurableFiles files;
  private Map<Path, Entry> known = Map.of();
  private Map<Path, Long> sizes = Map.of();

  /**
   * @param directory where the runs lie, of its own; made when the first is recorded
   */
  public DirectoryRunJournal(Path directory, DurableFiles files) {
    this.directory = directory.toAbsolutePath().normalize();
    this.files = files;
  }

  @Override
  public synchronized void record(BackupRun run) throws IOException {
    files.createDirectories(directory);
    new AtomicFile(files, file(run), PERMISSIONS).write(JsonDocument.compact(RunCodec.encode(run)));
    List<Path> newestFirst = list();
    for (Path forgotten : newestFirst.subList(remembered(newestFirst), newestFirst.size())) {
      files.delete(forgotten);
    }
  }

  private Path file(BackupRun run) {
    Instant startedAt = run.startedAt();
    return directory.resolve(
        TIME.format(startedAt.atOffset(ZoneOffset.UTC)) + "_" + run.id() + ".json");
  }

  /** How many of these files are kept: the newest in any case. */
  private int remembered(List<Path> newestFirst) throws IOException {
    Map<Path, Long> looked = HashMap.newHashMap(MAX_RUNS);
    long bytes = 0;
    for (Path file : newestFirst) {
      long size = size(file);
      bytes += size;
      if (looked.size() == MAX_RUNS || !looked.isEmpty() && bytes > MAX_BYTES) {
        break;
      }
      looked.put(file, size);
    }
    sizes = looked;
    return looked.size();
  }

  private long size(Path file) throws IOException {
    Long before = sizes.get(file);
    if (before != null) {
      return before;
    }
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0; // another process has just forgotten it
    }
  }

  @Override
  public synchronized List<BackupRun> recent() throws IOException {
    List<BackupRun> runs = new ArrayList<>();
    Map<Path, Entry> found = new HashMap<>();
    for (Path file : list()) {
      Optional<Entry> entry = read(file);
      entry.ifPresent(present -> found.put(file, present));
      entry.flatMap(Entry::run).ifPresent(runs::add);
    }
    known = found;
    runs.sort(Comparator.comparing(BackupRun::startedAt).reversed());
    return runs;
  }

  private List<Path> list() throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "[!.]*.json")) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(Comparator.reverseOrder());
    return entries;
  }

  private Optional<Entry> read(Path file) {
    try {
      FileStamp stamp = FileStamp.of(file);
      Entry before = known.get(file);
      return Optional.of(
          before != null && before.stamp().equals(stamp) ? before : parse(file, stamp));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // another process has just forgotten it
    } catch (IOException e) {
      log().log(Level.WARNING, "the journal's entry " + file + " cannot be read", e);
      return Optional.empty();
    }
  }

  private static Entry parse(Path file, FileStamp stamp) throws IOException {
    try {
      BackupRun run = RunCodec.decode(JsonDocument.read(file, MAX_BYTES_OF_ONE));
      return new Entry(stamp, Optional.of(run));
    } catch (MalformedDocumentException e) {
      log().log(Level.WARNING, "the journal's entry " + file + " is left out: " + e.getMessage());
      return new Entry(stamp, Optional.empty());
    }
  }

  /** Fetched when there is something to say: most commands never bring up a log. */
  private static Logger log() {
    return System.getLogger(DirectoryRunJournal.class.getName());
  }

  /** A file as it was read; without a run when it cannot be understood. */
  private record Entry(FileStamp stamp, Optional<BackupRun> run) {}
}
