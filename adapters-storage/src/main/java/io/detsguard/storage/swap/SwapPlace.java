package io.detsguard.storage.swap;

import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
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

  /** A name for the file there that is free. */
  Path freeKeptName(SwapCause cause, Instant now) {
    for (int sequence = 1; ; sequence++) {
      KeptName name = KeptName.of(live.getFileName().toString(), cause, now, sequence);
      Path path = live.resolveSibling(name.text());
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return path;
      }
    }
  }

  /** Files that were replaced here, the last one first. */
  List<Path> kept() throws IOException {
    Optional<FileStamp> now = stamp();
    List<Path> kept = new ArrayList<>();
    for (Path file : keptNames()) {
      if (!isSecondName(file, now)) {
        kept.add(file);
      }
    }
    return kept;
  }

  /**
   * What an interrupted swap left: drafts, and names for the old file, which was not replaced after
   * all. To remove them loses nothing.
   */
  List<Path> leftovers() throws IOException {
    List<Path> leftovers = new ArrayList<>();
    for (Path draft : List.of(draft(), keptDraft())) {
      if (Files.exists(draft, LinkOption.NOFOLLOW_LINKS)) {
        leftovers.add(draft);
      }
    }
    Optional<FileStamp> now = stamp();
    for (Path file : keptNames()) {
      if (isSecondName(file, now)) {
        leftovers.add(file);
      }
    }
    return leftovers;
  }

  private static boolean isSecondName(Path kept, Optional<FileStamp> live) throws IOException {
    Optional<FileStamp> stamp = stamp(kept);
    return stamp.isPresent()
        && live.isPresent()
        && stamp.get().device() == live.get().device()
        && stamp.get().inode() == live.get().inode();
  }

  private List<Path> keptNames() throws IOException {
    List<KeptName> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory())) {
      for (Path entry : entries) {
        KeptName.parse(entry.getFileName().toString()).filter(this::isOurs).ifPresent(names::add);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(KeptName.OLDEST_FIRST.reversed());
    return names.stream().map(name -> live.resolveSibling(name.text())).toList();
  }

  private boolean isOurs(KeptName name) {
    return name.file().equals(live.getFileName().toString());
  }
}
