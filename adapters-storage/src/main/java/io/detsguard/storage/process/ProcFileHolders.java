package io.detsguard.storage.process;

import io.detsguard.domain.restore.Holder;
import io.detsguard.domain.restore.Occupancy;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads {@code /proc}: the open files and the mapped files of every process.
 *
 * <p>Processes of other users can be looked into by root only, and some not even by root. What they
 * are called can always be seen: only an Erlang keeps DETS tables, so those that look like one
 * stand in the way, and the others do not. A process in another container, or on another machine
 * that shares the directory, is never to be seen here.
 */
public final class ProcFileHolders implements FileHolders {
  private static final int NAMED = 3;
  private final Path proc;
  private final long ownPid;

  /**
   * @param proc where the system shows its processes: {@code /proc}
   * @param ownPid this process, which only ever reads tables and is passed over
   */
  public ProcFileHolders(Path proc, long ownPid) {
    this.proc = proc;
    this.ownPid = ownPid;
  }

  /** The processes of this machine, other than this one. */
  public static ProcFileHolders ofThisSystem() {
    return new ProcFileHolders(Path.of("/proc"), ProcessHandle.current().pid());
  }

  @Override
  public Occupancy of(Path file) {
    WantedFile wanted = WantedFile.of(file);
    List<Holder> holders = new ArrayList<>();
    List<Holder> unseen = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path directory : processes) {
        look(new ProcessEntry(directory), wanted, holders, unseen);
      }
    } catch (IOException | DirectoryIteratorException e) {
      return new Occupancy.Unseen("this system does not show its processes in " + proc);
    }
    return answer(holders, unseen);
  }

  private void look(
      ProcessEntry process, WantedFile wanted, List<Holder> holders, List<Holder> unseen) {
    if (process.pid() == ownPid) {
      return;
    }
    switch (process.sight(wanted)) {
      case HOLDS -> holders.add(process.holder());
      case HIDDEN -> {
        if (looksLikeErlang(process.holder().command())) {
          unseen.add(process.holder());
        }
      }
      case HOLDS_NOT -> {}
    }
  }

  private Occupancy answer(List<Holder> holders, List<Holder> unseen) {
    if (!holders.isEmpty()) {
      return new Occupancy.Open(holders);
    }
    if (!unseen.isEmpty()) {
      return new Occupancy.Unseen(words(unseen));
    }
    // Where /proc is mounted so that it hides the processes of others, even the first is not shown.
    return Files.exists(proc.resolve("1"))
        ? new Occupancy.Closed()
        : new Occupancy.Unseen("the processes of other users are hidden from this one");
  }

  private static String words(List<Holder> unseen) {
    String named =
        unseen.stream().limit(NAMED).map(Holder::toString).collect(Collectors.joining(", "));
    return unseen.size() == 1
        ? "one Erlang of another user cannot be looked into: " + named
        : unseen.size() + " Erlangs of other users cannot be looked into, such as " + named;
  }

  private static boolean looksLikeErlang(String command) {
    return command.startsWith("beam") || command.contains("erl");
  }
}
