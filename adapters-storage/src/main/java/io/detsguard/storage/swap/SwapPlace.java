package io.detsguard.storage.swap;

import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The place of a live table, and the names beside it that belong to this program.
 *
 * @param live absolute, no symbolic link
 */
record SwapPlace(Path live) {
  /** The place that a name leads to: a link is followed, and what it leads to is replaced. */
  static SwapPlace of(Path name) throws IOException {
    Path absolute = name.toAbsolutePath().normalize();
    return new SwapPlace(
        Files.isSymbolicLink(absolute)
            ? absolute.toRealPath()
            : absolute.getParent().toRealPath().resolve(absolute.getFileName()));
  }

  Path directory() {
    return live.getParent();
  }

  Path lock() {
    return directory().resolve(".detsguard.lock");
  }

  /** The new file, until it has the name. */
  Path draft() {
    return hidden("detsguard");
  }

  /** The new file while it is written, by a maker that works under a name of its own first. */
  private Path unfinishedDraft() {
    return live.resolveSibling("." + draft().getFileName() + ".tmp");
  }

  /** A copy of the old file, until it is complete. */
  Path keptDraft() {
    return hidden("detsguard-kept");
  }

  private Path hidden(String purpose) {
    return live.resolveSibling("." + live.getFileName() + "." + purpose + ".tmp");
  }

  /** The stamp of the file there; empty when there is none. */
  Optional<FileStamp> stamp() throws IOException {
    return stamp(live);
  }

  private static Optional<FileStamp> stamp(Path file) throws IOException {
    try {
      return Optional.of(FileStamp.of(file, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * A name for what is there that is free, and sorts behind all that are there: also when a second
   * had several replacements, or the clock went back.
   *
   * @param absence whether nothing is there
   */
  Path freeKeptName(boolean absence, ReplacementCause cause, Instant now) throws IOException {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    int sequence = 1;
    List<KeptName> names = keptNames();
    if (!names.isEmpty() && !names.getFirst().at().isBefore(second)) {
      second = names.getFirst().at();
      sequence = names.getFirst().sequence() + 1;
    }
    KeptName name = new KeptName(live.getFileName().toString(), absence, cause, second, sequence);
    return path(name);
  }

  /** A free name for a repaired copy of the file there, and for what lies beside such a copy. */
  Path freeRepairedName(Instant now) {
    String first = RepairedName.of(live.getFileName().toString(), now);
    Path path = live.resolveSibling(first);
    for (int sequence = 2; Files.exists(path, LinkOption.NOFOLLOW_LINKS); sequence++) {
      path = live.resolveSibling(first + "_" + sequence);
    }
    return path;
  }

  private Path path(KeptName name) {
    return live.resolveSibling(name.text());
  }

  /**
   * What was replaced here, the last one first. That there was nothing is worth no mention while
   * there is nothing.
   */
  List<KeptFile> kept() throws IOException {
    Optional<FileStamp> now = stamp();
    List<KeptFile> kept = new ArrayList<>();
    for (KeptName name : keptNames()) {
      if (!isLeftover(name, now)) {
        TableLocation location = new TableLocation(path(name).toString());
        kept.add(new KeptFile(location, name.cause(), name.at(), name.absence()));
      }
    }
    return kept;
  }

  /**
   * What an interrupted swap left: drafts, names for the old file, which was not replaced after
   * all, and notes of an absence that lasts. To remove them loses nothing.
   */
  List<Path> leftovers() throws IOException {
    List<Path> leftovers = new ArrayList<>();
    for (Path draft : List.of(draft(), unfinishedDraft(), keptDraft())) {
      if (Files.exists(draft, LinkOption.NOFOLLOW_LINKS)) {
        leftovers.add(draft);
      }
    }
    Optional<FileStamp> now = stamp();
    for (KeptName name : keptNames()) {
      if (isLeftover(name, now)) {
        leftovers.add(path(name));
      }
    }
    return leftovers;
  }

  private boolean isLeftover(KeptName name, Optional<FileStamp> live) throws IOException {
    return name.absence() ? live.isEmpty() : isSecondName(path(name), live);
  }

  private static boolean isSecondName(Path kept, Optional<FileStamp> live) throws IOException {
    Optional<FileStamp> stamp = stamp(kept);
    return stamp.isPresent()
        && live.isPresent()
        && stamp.get().device() == live.get().device()
        && stamp.get().inode() == live.get().inode();
  }

  /** The names of what was replaced here, the last one first. */
  private List<KeptName> keptNames() throws IOException {
    List<KeptName> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory())) {
      for (Path entry : entries) {
        KeptName.parse(entry.getFileName().toString()).filter(this::isOurs).ifPresent(names::add);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(KeptName.OLDEST_FIRST.reversed());
    return names;
  }

  private boolean isOurs(KeptName name) {
    return name.file().equals(live.getFileName().toString());
  }
}
