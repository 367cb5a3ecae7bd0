package io.detsguard.application.service;

import io.detsguard.application.port.out.FoundTableLog;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.TableLooks;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.node.CatalogueName;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.Ownership;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The catalogue with the tables that were found open in nodes behind it. A name once given to a
 * file stays with it, whatever is found later and in whatever order: snapshots are known by that
 * name. Safe for use by many threads.
 */
public final class FoundTables implements LiveTables {
  private final LiveTables listed;
  private final FoundTableLog log;
  private Optional<Map<TableName, TableLocation>> known = Optional.empty();

  /**
   * @param listed the tables that an operator lists; they win where names or files are the same
   * @param log read when the catalogue is first asked for
   */
  public FoundTables(LiveTables listed, FoundTableLog log) {
    this.listed = listed;
    this.log = log;
  }

  @Override
  public List<LiveTable> list() throws IOException {
    List<LiveTable> tables = new ArrayList<>(listed.list());
    Set<TableName> names = Set.copyOf(tables.stream().map(LiveTable::name).toList());
    found().entrySet().stream()
        .filter(entry -> !names.contains(entry.getKey()))
        .forEach(entry -> tables.add(new LiveTable(entry.getKey(), entry.getValue())));
    return tables;
  }

  @Override
  public List<String> notes() throws IOException {
    return listed.notes();
  }

  @Override
  public TableObservation observe(LiveTable table) {
    return listed.observe(table);
  }

  @Override
  public TableLooks looks() {
    return listed.looks();
  }

  @Override
  public TableLocation file(LiveTable table) {
    return listed.file(table);
  }

  private synchronized Map<TableName, TableLocation> found() {
    if (known.isEmpty()) {
      known = Optional.of(load());
    }
    return known.get();
  }

  private Map<TableName, TableLocation> load() {
    try {
      return Collections.unmodifiableMap(new LinkedHashMap<>(log.load()));
    } catch (IOException e) {
      logger()
          .log(Level.WARNING, "tables found earlier are forgotten: their list is unreadable", e);
      return Map.of();
    }
  }

  private static System.Logger logger() {
    return System.getLogger(FoundTables.class.getName());
  }

  /**
   * Takes tables in that are open in a node and in no catalogue, if they can be read here; forgets
   * those that an operator lists by now, and those that nobody has open and that have no file.
   *
   * @param look what nodes have open, held against this catalogue
   * @throws IOException when a directory of listed tables cannot be read
   */
  synchronized void update(NodeLook look) throws IOException {
    List<LiveTable> own = listed.list();
    Set<TableLocation> files = own.stream().map(listed::file).collect(Collectors.toSet());
    Set<TableName> names = own.stream().map(LiveTable::name).collect(Collectors.toSet());
    Map<TableName, TableLocation> next = new LinkedHashMap<>(found());
    next.entrySet()
        .removeIf(
            table ->
                files.contains(table.getValue()) || isGone(table.getKey(), table.getValue(), look));
    look.unprotected().forEach(stranger -> take(stranger, names, next));
    if (!next.equals(found())) {
      known = Optional.of(Collections.unmodifiableMap(next));
      save(next);
    }
  }

  /** A table is not gone while a node could not be asked: it may have it open. */
  private boolean isGone(TableName name, TableLocation file, NodeLook look) {
    return look.ownership(name) instanceof Ownership.Nobody && !isReadable(name, file);
  }

  private boolean isReadable(TableName name, TableLocation file) {
    return listed.observe(new LiveTable(name, file)) instanceof TableObservation.Readable;
  }

  private void take(
      OpenTable stranger, Set<TableName> listedNames, Map<TableName, TableLocation> tables) {
    if (tables.containsValue(stranger.file())) {
      return;
    }
    Stream.of(
            CatalogueName.of(stranger.name()),
            CatalogueName.of(stranger.name(), stranger.file().value()))
        .filter(name -> !tables.containsKey(name) && !listedNames.contains(name))
        .findFirst()
        .filter(name -> isReadable(name, stranger.file()))
        .ifPresent(name -> tables.put(name, stranger.file()));
  }

  private void save(Map<TableName, TableLocation> tables) {
    try {
      log.save(tables);
    } catch (IOException e) {
      logger().log(Level.WARNING, "the list of found tables could not be written", e);
    }
  }
}
