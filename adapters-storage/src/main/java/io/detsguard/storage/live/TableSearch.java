package io.detsguard.storage.live;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.swap.KeptName;
import io.detsguard.storage.swap.RepairedName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the tables of one directory by their content, whatever their ending: regular files, and
 * links to such, that have the cookie of DETS. Directories inside it are not entered, hidden files
 * not looked at. While neither the directory nor a file that is no table has changed, nothing is
 * read again. Safe for use by many threads.
 */
final class TableSearch {
  /** Erlang builds a repaired table under such a name, and leaves it when it is stopped. */
  private static final Pattern LEFTOVER = Pattern.compile(".*\\.TMP(\\.\\d+)?");

  private static final Comparator<Path> ORDER =
      Comparator.comparing((Path file) -> !file.toString().endsWith(".dets"))
          .thenComparing(Comparator.naturalOrder());

  private final Path directory;
  private final InstantSource clock;
  private Optional<Result> remembered = Optional.empty();

  /**
   * @param directory absolute
   */
  TableSearch(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param tables files named {@code <name>.dets} first, then by file name
   * @param notes what was not taken for a table and why, and what lies beside tables
   */
  record Found(List<LiveTable> tables, List<String> notes) {}

  /** Looks through the directory. */
  synchronized Found look() throws IOException {
    Instant now = clock.instant();
    FileStamp stamp = FileStamp.of(directory);
    if (remembered.isEmpty() || !remembered.get().stillHolds(stamp)) {
      remembered = Optional.of(search(stamp, now));
    }
    return remembered.get().found();
  }

  private Result search(FileStamp stamp, Instant now) throws IOException {
    List<LiveTable> tables = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<Other> others = new ArrayList<>();
    boolean settled = stamp.isSettled(now);
    for (Path file : files()) {
      try {
        FileStamp fileStamp = FileStamp.of(file);
        if (isTable(file, fileStamp)) {
          add(file, tables, notes);
        } else {
          others.add(new Other(file, fileStamp));
          settled &= fileStamp.isSettled(now);
        }
      } catch (IOException e) {
        settled = false;
        notes.add(quoted(file) + " could not be looked at: " + IoTrouble.describe(e));
      }
    }
    return new Result(stamp, settled, others, new Found(List.copyOf(tables), List.copyOf(notes)));
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "[!.]*")) {
      entries.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort(ORDER);
    return files;
  }

  private static boolean isTable(Path file, FileStamp stamp) throws IOException {
    if (!stamp.regular() || stamp.bytes() < DetsLayout.HEADER_MEANINGFUL_BYTES) {
      return false;
    }
    ByteBuffer cookie = ByteBuffer.allocate(Integer.BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.read(cookie, DetsLayout.COOKIE_OFFSET) == Integer.BYTES
          && Integer.toUnsignedLong(cookie.getInt(0)) == DetsLayout.COOKIE;
    }
  }

  private static void add(Path file, List<LiveTable> tables, List<String> notes) {
    String fileName = file.getFileName().toString();
    int ending = fileName.lastIndexOf('.');
    String name = ending < 0 ? fileName : fileName.substring(0, ending);
    if (LEFTOVER.matcher(fileName).matches()) {
      notes.add(quoted(file) + " is what a repair works on, or was left by one that was stopped");
    } else if (KeptName.parse(fileName).isPresent()) {
      notes.add(
          quoted(file) + " was replaced by another file and is kept so that it can be put back");
    } else if (RepairedName.isOne(fileName)) {
      notes.add(quoted(file) + " is what a repair has saved of a table, and is kept beside it");
    } else if (TableName.isValid(name)) {
      tables.add(new LiveTable(new TableName(name), new TableLocation(file.toString())));
    } else {
      notes.add(
          quoted(file) + " holds a table, but its name cannot name one: map it to a table's name");
    }
  }

  private static String quoted(Path file) {
    return "\"" + file.getFileName() + "\"";
  }

  /** A file that is no table yet. */
  private record Other(Path file, FileStamp stamp) {
    boolean isTheSame() {
      try {
        return FileStamp.of(file).equals(stamp);
      } catch (IOException e) {
        return false; // gone or out of reach: the next search says so
      }
    }
  }

  private record Result(FileStamp directory, boolean settled, List<Other> others, Found found) {
    boolean stillHolds(FileStamp now) {
      return settled && directory.equals(now) && others.stream().allMatch(Other::isTheSame);
    }
  }
}
