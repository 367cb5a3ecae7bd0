package io.detsguard.storage.live;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.TableLooks;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.copy.OpenSince;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables of the catalogue: those that are mapped to a file by name, then those found in the
 * directories to search.
 *
 * <p>A name belongs to one file. A mapping takes it before a search, an earlier directory before a
 * later one, and {@code <name>.dets} before {@code <name>} with another ending; {@link #notes} says
 * which file had to stand back. A mapped file is not found a second time under its own name.
 */
public final class DirectoryLiveTables implements LiveTables {
  private static final TableSearch.Found NOTHING_FOUND =
      new TableSearch.Found(List.of(), List.of());

  private final List<LiveTable> mapped;
  private final Set<Path> mappedFiles;
  private final List<Path> directories;
  private final List<TableSearch> searches;
  private final TableObserver observer;
  private volatile Catalogue remembered = new Catalogue(List.of(), NOTHING_FOUND);

  /**
   * @param mapped tables whose files are known by name, there or not; no name twice
   * @param searched directories to look through for tables
   * @param openSince shared with all who look at the same tables
   */
  public DirectoryLiveTables(
      List<LiveTable> mapped, List<Path> searched, OpenSince openSince, InstantSource clock) {
    this.mapped = List.copyOf(mapped);
    this.mappedFiles = mapped.stream().map(DirectoryLiveTables::place).collect(Collectors.toSet());
    this.directories = searched.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    this.searches = directories.stream().map(path -> new TableSearch(path, clock)).toList();
    this.observer = new TableObserver(openSince, clock);
    if (mapped.stream().map(LiveTable::name).distinct().count() < mapped.size()) {
      throw new IllegalArgumentException("a table's name is mapped to two files");
    }
  }

  private static Path place(LiveTable table) {
    return Path.of(table.location().value()).toAbsolutePath().normalize();
  }

  @Override
  public List<LiveTable> list() throws IOException {
    if (searches.isEmpty()) {
      return mapped;
    }
    return catalogue().tables();
  }

  @Override
  public List<String> notes() throws IOException {
    return catalogue().notes();
  }

  private TableSearch.Found catalogue() throws IOException {
    List<TableSearch.Found> parts = new ArrayList<>();
    for (TableSearch search : searches) {
      parts.add(search.look());
    }
    Catalogue known = remembered;
    if (!known.parts().equals(parts)) {
      known = new Catalogue(parts, join(parts));
      observer.retain(Set.copyOf(known.whole().tables()));
      remembered = known;
    }
    return known.whole();
  }

  private TableSearch.Found join(List<TableSearch.Found> parts) {
    Map<TableName, LiveTable> tables = new LinkedHashMap<>();
    mapped.forEach(table -> tables.put(table.name(), table));
    List<String> notes = new ArrayList<>();
    for (TableSearch.Found found : parts) {
      notes.addAll(found.notes());
      for (LiveTable table : found.tables()) {
        add(table, tables, notes);
      }
    }
    return new TableSearch.Found(List.copyOf(tables.values()), List.copyOf(notes));
  }

  private void add(LiveTable found, Map<TableName, LiveTable> tables, List<String> notes) {
    Path file = place(found);
    if (mappedFiles.contains(file)) {
      return;
    }
    LiveTable known = tables.putIfAbsent(found.name(), found);
    if (known != null) {
      notes.add(
          "\"%s\" is not taken: the name %s belongs to another file, \"%s\"; map one of them to a"
                  .formatted(file.getFileName(), found.name(), place(known).getFileName())
              + " name of its own");
    }
  }

  @Override
  public TableObservation observe(LiveTable table) {
    return observer.observe(table);
  }

  @Override
  public TableLooks looks() {
    return observer.observeMany(directories);
  }

  @Override
  public TableLocation file(LiveTable table) {
    Path file = Path.of(table.location().value());
    try {
      return new TableLocation(file.toRealPath().toString());
    } catch (IOException e) {
      return new TableLocation(place(table).toString()); // not there: no link to resolve
    }
  }

  /** What the searches gave, and what came of joining that with the mapped tables. */
  private record Catalogue(List<TableSearch.Found> parts, TableSearch.Found whole) {}
}
