package io.detsguard.storage.erlang;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The releases of Erlang that tests of nodes run against: the {@code erl} of the search path, and
 * those that the variable {@value #MORE} lists, separated by colons.
 */
public final class ErlangPrograms {
  /** Names further programs {@code erl}. */
  public static final String MORE = "DETSGUARD_ERLANGS";

  private ErlangPrograms() {}

  /** All of them; a listed one that is not there fails the test that starts it. */
  public static List<Path> all() {
    String more = Optional.ofNullable(System.getenv(MORE)).orElse("");
    return Stream.concat(
            onPath("erl").stream(),
            Stream.of(more.split(":")).filter(text -> !text.isBlank()).map(Path::of))
        .toList();
  }

  /** A program of the search path. */
  public static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
