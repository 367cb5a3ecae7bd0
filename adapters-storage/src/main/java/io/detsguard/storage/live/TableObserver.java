package io.detsguard.storage.live;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.TableLooks;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.copy.OpenSince;
import io.detsguard.storage.dets.FiguresReader;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.file.OpenStamps;
import io.detsguard.storage.file.Stamps;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Looks at table files and remembers what it saw. A file whose stamp is that of the last look is
 * not opened. Safe for use by many threads.
 */
final class TableObserver {
  /** A file caught while its owner writes it makes no sense; so often it is looked at again. */
  private static final int LOOKS = 5;

  /** To open directories for fewer looks than these would cost more than it spares. */
  private static final int MANY = 20;

  private final FiguresReader figures = new FiguresReader();
  private final OpenSince openSince;
  private final InstantSource clock;
  private final Map<LiveTable, Look> looks = new ConcurrentHashMap<>();
  private volatile Optional<Stamps> fastest = Optional.empty();

  TableObserver(OpenSince openSince, InstantSource clock) {
    this.openSince = openSince;
    this.clock = clock;
  }

  /** Forgets all other tables. */
  void retain(Collection<LiveTable> tables) {
    looks.keySet().retainAll(tables);
  }

  TableObservation observe(LiveTable table) {
    return observe(table, this::stampsForMany);
  }

  /**
   * Looks at many tables.
   *
   * @param directories where most of them lie
   */
  TableLooks observeMany(List<Path> directories) {
    if (looks.size() < MANY) {
      return this::observe;
    }
    OpenStamps stamps = stampsForMany().near(directories);
    return new TableLooks() {
      @Override
      public TableObservation observe(LiveTable table) {
        return TableObserver.this.observe(table, () -> stamps);
      }

      @Override
      public void close() {
        stamps.close();
      }
    };
  }

  private TableObservation observe(LiveTable table, Supplier<Stamps> stamps) {
    try {
      Look last = looks.get(table);
      return last == null
          ? look(table, Path.of(table.location().value()))
          : observe(table, last, stamps.get());
    } catch (IOException e) {
      return new TableObservation.Unavailable(IoTrouble.describe(e));
    } catch (UnsupportedOperationException e) {
      return new TableObservation.Unavailable("this system's files cannot be told apart");
    }
  }

  private TableObservation observe(LiveTable table, Look last, Stamps stamps) throws IOException {
    FileStamp stamp = stamps.of(last.path());
    return last.stillHolds(stamp) ? last.observation() : look(table, last.path());
  }

  /**
   * The fast way is slow to set up. A process that looks at a table again will do so many times.
   */
  private Stamps stampsForMany() {
    if (fastest.isEmpty()) {
      fastest = Optional.of(Stamps.fastest());
    }
    return fastest.get();
  }

  private TableObservation look(LiveTable table, Path path) throws IOException {
    Instant now = clock.instant();
    FileStamp stamp = FileStamp.of(path);
    for (int look = 1; ; look++) {
      TableObservation observation = read(table.name(), path, stamp, now);
      FileStamp after = FileStamp.of(path);
      boolean sensible = observation instanceof TableObservation.Readable;
      if (sensible || after.equals(stamp) || look == LOOKS) {
        looks.put(table, new Look(path, stamp, stamp.isSettled(now), observation));
        return observation;
      }
      now = clock.instant();
      stamp = FileStamp.of(path);
    }
  }

  private TableObservation read(TableName table, Path path, FileStamp stamp, Instant now)
      throws IOException {
    if (!stamp.regular()) {
      return new TableObservation.Unavailable("not a regular file");
    }
    CheckReport report;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      report = figures.read(channel);
    }
    boolean sound =
        report.verdict() == Verdict.SOUND || report.verdict() == Verdict.NOT_PROPERLY_CLOSED;
    return sound && report.figures().isPresent()
        ? readable(table, report.figures().get(), stamp.modifiedAt(), now)
        : new TableObservation.Unavailable(report.summary());
  }

  private TableObservation readable(
      TableName table, TableFigures figures, Instant modifiedAt, Instant now) {
    if (figures.properlyClosed()) {
      openSince.seenClosed(table);
      return new TableObservation.Readable(figures, modifiedAt, Optional.empty());
    }
    Instant since = openSince.seenOpen(table, modifiedAt, now);
    return new TableObservation.Readable(figures, modifiedAt, Optional.of(since));
  }

  /**
   * What a look at a file gave.
   *
   * @param settled whether every later change will show in the stamp
   */
  private record Look(Path path, FileStamp stamp, boolean settled, TableObservation observation) {
    boolean stillHolds(FileStamp now) {
      return settled && stamp.equals(now);
    }
  }
}
