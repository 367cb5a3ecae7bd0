package io.detsguard.storage.erlang;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A real Erlang node that lives as long as the test wants, and evaluates what the test gives it, in
 * one process that owns whatever it opens. Killed on {@link #close}.
 */
public final class LiveNode implements AutoCloseable {
  /** What the nodes and the tests share unless a test says otherwise. */
  public static final String COOKIE = "testcookie";

  /** What comes before a value: nodes print reports to the same output. */
  private static final String MARK = "value: ";

  private static final String LOOP =
      "spawn(fun() -> io:setopts([{encoding, unicode}]),"
          + " (fun Next() -> case io:get_line(\"\") of eof -> halt(0); Line ->"
          + " Value = try {ok, Tokens, _} = erl_scan:string(unicode:characters_to_list(Line)),"
          + " {ok, Forms} = erl_parse:parse_exprs(Tokens),"
          + " {value, V, _} = erl_eval:exprs(Forms, []), V"
          + " catch C:R:S -> {'EVALUATION FAILED', C, R, S} end,"
          + " io:format(\"value: ~0tp~n\", [Value]), Next() end end)() end).";

  private static final long LONGEST_SECONDS = 60;

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  private LiveNode(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a node and waits until it evaluates.
   *
   * @param home an own directory: the working directory, and where the cookie lies
   * @param erl the program
   * @param epmdPort where its port mapper listens
   * @param flags such as {@code -sname a}
   */
  public static LiveNode start(Path home, Path erl, int epmdPort, String... flags)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(erl.toString(), "-noshell"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-eval", LOOP));
    return start(home, epmdPort, command);
  }

  /** The same with Elixir. */
  public static LiveNode startElixir(Path home, Path elixir, int epmdPort, String... flags)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(elixir.toString()));
    command.addAll(List.of(flags));
    command.addAll(List.of("--erl", "-noshell", "--no-halt", "-e", elixirLoop()));
    return start(home, epmdPort, command);
  }

  private static String elixirLoop() {
    return "text = ~c'''\n"
        + LOOP
        + "\n'''\n"
        + "{:ok, tokens, _} = :erl_scan.string(text)\n"
        + "{:ok, forms} = :erl_parse.parse_exprs(tokens)\n"
        + ":erl_eval.exprs(forms, [])";
  }

  private static LiveNode start(Path home, int epmdPort, List<String> command) throws IOException {
    Files.createDirectories(home);
    Path cookie = home.resolve(".erlang.cookie");
    if (!Files.exists(cookie)) {
      Files.writeString(cookie, COOKIE);
      Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectError(home.resolve("stderr").toFile());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("ERL_EPMD_PORT", Integer.toString(epmdPort));
    builder.environment().put("ERL_CRASH_DUMP_SECONDS", "0");
    LiveNode node = new LiveNode(builder.start());
    try {
      node.expect("up", "up");
      return node;
    } catch (IOException | AssertionError e) {
      node.close();
      throw e;
    }
  }

  /** Where the cookie of a node with that home lies. */
  public static Path cookieFile(Path home) {
    return home.resolve(".erlang.cookie");
  }

  /**
   * Evaluates expressions.
   *
   * @param expressions without a line break and without the full stop
   * @return the value of the last one, as Erlang prints it on one line
   */
  public String eval(String expressions) throws IOException {
    in.write(expressions + ".\n");
    in.flush();
    CompletableFuture<Boolean> watch =
        CompletableFuture.supplyAsync(
            process.toHandle()::destroyForcibly,
            CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS));
    try {
      String line = nextValue();
      if (line == null || line.startsWith("{'EVALUATION FAILED'")) {
        throw new AssertionError("the node did not evaluate " + expressions + ": " + line);
      }
      return line;
    } finally {
      watch.cancel(false);
    }
  }

  private String nextValue() throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(MARK)) {
      line = out.readLine();
    }
    return line == null ? null : line.substring(MARK.length());
  }

  /** Evaluates expressions that must have that value. */
  public void expect(String value, String expressions) throws IOException {
    String found = eval(expressions);
    if (!found.equals(value)) {
      throw new AssertionError(expressions + " is " + found + ", not " + value);
    }
  }

  /** Compiles a module that lies among the tests' resources, and loads it. */
  public void load(Path home, String resource) throws IOException {
    try (var text = LiveNode.class.getResourceAsStream(resource)) {
      if (text == null) {
        throw new AssertionError("no such resource: " + resource);
      }
      String name = resource.substring(resource.lastIndexOf('/') + 1);
      Files.write(home.resolve(name), text.readAllBytes());
      String module = name.substring(0, name.indexOf('.'));
      expect(
          "{module," + module + "}",
          "{ok, M, B} = compile:file(\"%s\", [binary]), code:load_binary(M, \"%s\", B)"
              .formatted(module, name));
    }
  }

  /** The number of the operating system's process, for signals. */
  public long pid() {
    return process.pid();
  }

  /** Ends it at once, as a kill or a power failure would. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
